package app.pinpoint

import java.io.ByteArrayOutputStream
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking

class DayTest {
    @Test
    fun `from the camera's frame to the receipt and the verdict, through a garage without signal`() = runBlocking {
        Office().use { office ->
            office.signedIn().use { installer ->
                val reading = installer.read(frame("label.pgm"), Effort.FRAME)
                assertEquals("0024B10000029F81", assertNotNull(reading.label).mac())
                assertNull(reading.problem)

                office.shut()
                val hands = Hands(installer)
                val job = hands.start()
                assertEquals(0u to "F12", job.done to job.circuit)
                hands.walkToSeal(job.id)
                val sealed = hands.seal(job.id)
                assertEquals(sealed.digest, installer.job(job.id).sealed)

                val underground = installer.sync(deadline = sealed.sealedAt.plusMillis(500))
                assertEquals(Ending.Deadline, underground.ending)
                val waiting = installer.outbox().pinpoints.single()
                assertEquals(SavedOn.PHONE to 5, waiting.saved to waiting.deliveries.size)
                assertNull(waiting.receipt)

                office.open()
                val steps = installer.syncing().toList()
                assertEquals(5u, (steps.last() as Syncing.Ended).report.delivered)
                assertTrue(steps.any { it is Syncing.UnderWay && it.progress is Progress.Settled })
                val delivered = installer.outbox().pinpoints.single()
                assertEquals(SavedOn.SERVER, delivered.saved)
                assertContains(assertNotNull(delivered.receipt), "application/vnd.pinpoint.receipt.v1+json")
                assertEquals(Decision.ACCEPTED, verdict(installer).decision)

                val end = hands.walkToEnd(job.id)
                assertEquals(end.asked, end.done, "nothing is left to do")
                assertEquals(emptyList(), installer.jobs(JobFilter.OPEN).jobs)
            }
        }
    }

    @Test
    fun `what was sealed is there when the app comes back`() = runBlocking {
        Office().use { office ->
            val sealed =
                office.signedIn().use { installer ->
                    val hands = Hands(installer)
                    val job = hands.start()
                    hands.walkToSeal(job.id)
                    hands.seal(job.id)
                }
            office.phone().use { installer ->
                assertTrue(assertNotNull(installer.session()).signedIn)
                assertEquals(sealed.digest, installer.job(sealed.job.id).sealed)
                val file = ByteArrayOutputStream().also { installer.exportTo(it) }.toByteArray()
                val taken = installer.takeIn(Source.Bytes(file))
                assertEquals(TakenIn(records = 0u, known = 1u, photos = 0u, refused = emptyList()), taken, "its own work")
                assertEquals(5u, installer.sync().delivered)
            }
        }
    }

    /** The server decides a moment after its receipt. */
    private suspend fun verdict(installer: Installer): Verdict {
        repeat(100) {
            installer.outbox().pinpoints.single().verdict?.let { return it }
            delay(50)
            installer.sync()
        }
        error("no verdict came")
    }
}
