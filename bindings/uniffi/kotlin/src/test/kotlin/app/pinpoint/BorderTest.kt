package app.pinpoint

import java.util.Locale
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNull
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield

class BorderTest {
    @Test
    fun `a refusal has a code, fields, and a sentence in the installer's language`() = runBlocking {
        Office().use { office ->
            office.signedIn().use { installer ->
                val job = Hands(installer).start()
                val outcome = outcomeOf { installer.apply(job.id, "open-cabinet", Answer.Confirmed) }
                val refused = assertIs<Outcome.Refused>(outcome).notice
                assertEquals("step-locked" to "open-cabinet", refused.code to refused.fields["step"])
                assertContains(installer.text(refused, Locale.ENGLISH), "Not yet: “Open the cabinet”")
                assertContains(installer.text(refused, Locale.CANADA_FRENCH), "Pas encore")
                val done = assertIs<Outcome.Done<JobView>>(outcomeOf { installer.job(job.id) })
                assertEquals(job, done.value, "nothing was changed")
            }
        }
    }

    @Test
    fun `what cannot be is refused where it comes in, and says what is wrong and where`() = runBlocking {
        Office().use { office ->
            office.signedIn().use { installer ->
                val job = Hands(installer).start()
                val label = ActivationLabel.typed("0024:B100:0002:9F81", "hT7kPq2x")
                val north = Answer.Pin(Coordinate(latE7 = 900_000_001, lonE7 = 0))
                val short = frame("label.pgm").let { it.copy(luma = it.luma.copyOf(100)) }
                assertEquals(
                    listOf(
                        "argument-malformed" to mapOf("argument" to "PinpointId", "reason" to "tomorrow's job"),
                        "circuit-name" to mapOf("characters" to "0"),
                        "coordinate-latitude" to mapOf("limit" to "90"),
                        "frame-too-short" to mapOf("needed" to "${short.width * short.height}", "got" to "100"),
                        "mac-length" to mapOf("digits" to "4"),
                    ),
                    listOf(
                        refusal { installer.job("tomorrow's job") },
                        refusal { installer.start(installer.newJob(), JobKind.RENETWORKING, label, " ") },
                        refusal { installer.apply(job.id, "pin", north) },
                        refusal { installer.read(short, Effort.FRAME) },
                        refusal { ActivationLabel.typed("0024", "hT7kPq2x") },
                    ),
                )
            }
        }
    }

    @Test
    fun `a sideways frame is read within its crop`() = runBlocking {
        Office().use { office ->
            office.phone().use { installer ->
                val upright = frame("label.pgm")
                val whole = Rect(0u, 0u, upright.width, upright.height)
                val turned = frame("label.pgm", Rotation.CLOCKWISE90, whole)
                assertEquals("0024B10000029F81", installer.read(turned, Effort.FRAME).label?.mac())
                val corner = frame("label.pgm", crop = Rect(0u, 0u, 40u, 40u))
                assertNull(installer.read(corner, Effort.FRAME).label)
            }
        }
    }

    @Test
    fun `a screen hears what changed and asks for it`() = runBlocking {
        Office().use { office ->
            office.signedIn().use { installer ->
                val heard = async { installer.changes().take(2).toList() }
                yield()
                val job = Hands(installer).start()
                installer.signOut()
                assertEquals(listOf(Changed.Job(job.id), Changed.Session), heard.await())
                assertEquals(false, installer.session()?.signedIn)
            }
        }
    }

    @Test
    fun `a listener that throws is its own trouble`() = runBlocking {
        Office().use { office ->
            office.signedIn().use { installer ->
                val broken =
                    object : Listener {
                        override fun changed(what: Changed): Unit = error("a screen that is gone")
                    }
                installer.observe(broken).use { Hands(installer).start() }
                assertEquals(1, installer.jobs(JobFilter.ALL).jobs.size)
            }
        }
    }

    @Test
    fun `a sync that is cancelled leaves everything for the next one`() = runBlocking {
        Office().use { office ->
            office.signedIn().use { installer ->
                val hands = Hands(installer)
                val job = hands.start()
                hands.walkToSeal(job.id)
                hands.seal(job.id)
                office.shut()
                val stopped = installer.syncing().onEach { if (it is Syncing.UnderWay) installer.cancelSync() }.last()
                assertEquals(Ending.Cancelled, assertIs<Syncing.Ended>(stopped).report.ending)
                assertNull(withTimeoutOrNull(200) { installer.sync() }, "a coroutine that is cancelled ends its sync")
                assertIs<Syncing.UnderWay>(installer.syncing().first(), "and so does a flow that nobody collects")

                office.open()
                assertEquals(5u, installer.sync().delivered)
            }
        }
    }

    private inline fun refusal(call: () -> Any?): Pair<String, Map<String, String>> {
        val refusal = assertFailsWith<PinpointException.Failure> { call() }
        return refusal.code to refusal.fields
    }
}
