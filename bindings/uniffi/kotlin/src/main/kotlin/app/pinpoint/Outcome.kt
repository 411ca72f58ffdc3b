package app.pinpoint

import java.util.Locale

/** What came of a call, for a `when` instead of a `catch`. */
sealed interface Outcome<out T> {
    /** It was done. */
    data class Done<T>(val value: T) : Outcome<T>

    /** It was not, and nothing was changed; [Installer.text] has the sentence. */
    data class Refused(val notice: Notice) : Outcome<Nothing>
}

/** Runs a call of the [Installer] and turns its refusal into a value. */
inline fun <T> outcomeOf(call: () -> T): Outcome<T> =
    try {
        Outcome.Done(call())
    } catch (refusal: PinpointException.Failure) {
        Outcome.Refused(Notice(refusal.code, refusal.fields))
    }

/** The sentence for a notice, in the language of this device or another. */
fun Installer.text(notice: Notice, locale: Locale = Locale.getDefault()): String =
    text(notice.code, notice.fields, locale.toLanguageTag())
