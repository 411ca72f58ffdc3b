package app.pinpoint.stories

import app.pinpoint.ActivationLabel
import app.pinpoint.Answer
import app.pinpoint.Installer
import app.pinpoint.JobFilter
import app.pinpoint.JobKind
import app.pinpoint.Notice
import app.pinpoint.Observed
import app.pinpoint.PinpointException
import app.pinpoint.SealConfirmation
import app.pinpoint.Source
import app.pinpoint.StoryWorld
import app.pinpoint.TextKind
import app.pinpoint.readPaste
import java.nio.file.Path
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.jsonPrimitive

/** The installer of a story: each deed by its name on the surface that an app has. */
class Deeds(private val world: StoryWorld, private val data: Path, private val photos: Path) : AutoCloseable {
    private var app: Installer? = null

    /** Ids by the story's names: a start that was refused is tried again under the same. */
    private val jobs = mutableMapOf<String, String>()

    /** Does this; gives what is on the screen then. */
    suspend fun act(name: String, given: JsonObject): Any? {
        val installer = app ?: world.open(data).also { app = it }
        fun text(field: String) = given.getValue(field).jsonPrimitive.content
        return when (name) {
            "sign-in" -> installer.signIn(text("email"), text("password"))
            "sign-out" -> installer.signOut().let { null }
            "session" -> installer.session()
            "start" -> {
                val visit = given["with"]?.let { installer.visitOf(it.jsonPrimitive.content) }
                val kind = read<JobKind>(given.getValue("kind"))
                label(installer, text("label")).use {
                    val job = jobs.getOrPut(text("job")) { installer.newJob() }
                    installer.start(job, kind, it, text("circuit"), visit)
                }
            }
            "apply" -> installer.apply(text("job"), text("step"), read<Answer>(given.getValue("answer")))
            "undo" -> installer.undo(text("job"), text("step"), given["item"]?.jsonPrimitive?.content)
            "relabel" -> label(installer, text("label")).use { installer.relabel(text("job"), it) }
            "attach" ->
                installer.stage(Source.File(photos.resolve(text("photo")))).use { installer.attach(text("job"), text("step"), it) }
            "never-changes" -> installer.neverChanges(text("job"))
            "seal" -> installer.seal(text("job"), SealConfirmation(text("serial"), text("mac")))
            "job" -> installer.job(text("job"))
            "jobs" -> installer.jobs(if (given["all"]?.jsonPrimitive?.boolean == true) JobFilter.ALL else JobFilter.OPEN)
            "visits" -> installer.visits()
            "board" -> installer.board(installer.visitOf(text("job")))
            "diagnose" -> installer.diagnose(read<Observed>(given))
            "read-paste" -> installer.readPaste(text("paste"), given["region"]?.jsonPrimitive?.content)
            "check-text" -> installer.checkText(read<TextKind>(given.getValue("kind")), text("text"))
            "outbox" -> installer.outbox()
            "sync" -> installer.sync(deadline = world.now())
            "text" -> installer.text(text("code"), given["fields"]?.let { read(it) } ?: emptyMap(), text("locale"))
            "kill" -> close().let { null }
            else -> error("no deed is called $name")
        }
    }

    override fun close() {
        app?.close()
        app = null
    }

    private fun label(installer: Installer, text: String): ActivationLabel {
        val reading = installer.interpretText(listOf(text))
        val refused = { reading.problem ?: Notice("label-not-a-link", emptyMap()) }
        return reading.label ?: throw refused().let { PinpointException.Failure(it.code, it.fields) }
    }
}

/** What kind of screen a deed gives: what changed since is said against the last one of the same kind. */
fun gives(deed: String): String =
    when (deed) {
        "sign-in", "session" -> "session"
        "start", "apply", "undo", "relabel", "job" -> "job"
        "attach" -> "photo"
        "seal" -> "sealed"
        "sign-out", "kill" -> "nothing"
        else -> deed
    }
