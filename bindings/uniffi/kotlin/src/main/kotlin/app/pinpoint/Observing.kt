package app.pinpoint

import java.time.Instant
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.launch

/** What changes from the moment of collecting on, each change once. Whoever shows it asks the [Installer] for it. */
fun Installer.changes(): Flow<Changed> =
    callbackFlow {
        val listener =
            object : Listener {
                override fun changed(what: Changed) {
                    trySend(what)
                }
            }
        val observation = observe(listener)
        awaitClose { observation.close() }
    }
        .buffer(Channel.UNLIMITED)

/** How far a sync is, and at last how it ended. */
sealed interface Syncing {
    /** It goes on. */
    data class UnderWay(val progress: Progress) : Syncing

    /** It ended; nothing follows. */
    data class Ended(val report: SyncReport) : Syncing
}

/**
 * Delivers what can be delivered until the deadline. The sync begins with collecting and ends with it: what was under way
 * goes again the next time.
 */
fun Installer.syncing(deadline: Instant? = null): Flow<Syncing> =
    callbackFlow {
        val listener =
            object : OnProgress {
                override fun progress(soFar: Progress) {
                    trySend(Syncing.UnderWay(soFar))
                }
            }
        launch {
            send(Syncing.Ended(sync(deadline, listener)))
            close()
        }
        awaitClose {}
    }
        .buffer(Channel.UNLIMITED)
