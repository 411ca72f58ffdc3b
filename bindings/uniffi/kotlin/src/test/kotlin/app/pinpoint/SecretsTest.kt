package app.pinpoint

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlinx.coroutines.runBlocking

class SecretsTest {
    private val password = "hT7kPq2x"

    @Test
    fun `a label in a log keeps its password, however it was read`() = runBlocking {
        Office().use { office ->
            office.phone().use { installer ->
                val typed = ActivationLabel.typed("0024:B100:0002:9F81", password)
                assertEquals("ActivationLabel(0024:B100:0002:9F81, ••••)", typed.toString())
                val seen = installer.read(frame("label.pgm"), Effort.STILL)
                val pasted = installer.interpretText(listOf("https://demo.pinpoint.example/l/0024B10000029F81#$password"))
                val photographed = installer.stage(Source.File(picture("label.jpg"))).use { installer.readPicture(it) }
                for (reading in listOf(seen, pasted, photographed)) {
                    assertEquals(typed.toString(), reading.label.toString())
                    assertFalse(password in reading.toString(), "$reading")
                }
            }
        }
    }

    @Test
    fun `a mistyped password is not repeated by the exception that refuses it`() {
        val refusal =
            assertFailsWith<PinpointException.Failure> { ActivationLabel.typed("0024:B100:0002:9F81", "$password $password") }
        assertEquals("password-space" to "9", refusal.code to refusal.fields["at"])
        assertFalse(password in refusal.stackTraceToString())
    }

    @Test
    fun `neither the password of an account nor its token is in what a program prints`() = runBlocking {
        Office().use { office ->
            office.phone(bytesPerSecond = 2_000uL).use { installer ->
                val wrong = assertFailsWith<PinpointException.Failure> { installer.signIn(Office.EMAIL, "battery staple") }
                assertFalse("battery staple" in wrong.stackTraceToString())
                val session = installer.signIn(Office.EMAIL, Office.PASSWORD)
                assertFalse(Office.PASSWORD in session.toString() || "token" in session.toString())
                val transfer = garage(installer).nextTransfers(1u).single()
                val token = transfer.bearer.reveal().removePrefix("Bearer ")
                assertEquals("Bearer(••••)", transfer.bearer.toString())
                assertFalse(token in transfer.toString())
            }
        }
    }
}
