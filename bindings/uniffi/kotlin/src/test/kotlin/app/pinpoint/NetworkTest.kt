package app.pinpoint

import java.util.Locale
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertNotEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking

class NetworkTest {
    @Test
    fun `a garage without signal has the catalog, its drawings, the playbooks and the regions of a diagnosis`() = runBlocking {
        Office().use { office ->
            office.shut()
            office.phone().use { installer ->
                val model = assertNotNull(installer.catalog()).models.single { it.model == "CP6000" }
                assertEquals(mapOf(Purpose.ETHERNET to "2024.03.00.428"), model.firmwareMinima)
                val drawing = assertNotNull(installer.drawing("ChargePoint", "cp6000"))
                assertContains(drawing.decodeToString(), "<svg")
                assertNull(installer.drawing("Nordlicht", "NL-11"), "nobody drew that one")

                val playbook = assertNotNull(installer.playbook(JobKind.ETHERNET_CONNECTIVITY))
                val restart = playbook.steps.single { it.role == Role.RESTART }
                assertEquals(Phase.VERIFY to listOf("B17"), restart.phase to restart.from)
                assertEquals(JobKind.ETHERNET_CONNECTIVITY, playbook.kind)

                val profile = installer.profile()
                assertEquals(setOf("CA", "US"), profile.connectivity?.vpnHosts?.keys)
                assertEquals("Instructions des fabricants", profile.documents.first().title["fr"])
                assertEquals(1u, installer.network().catalogVersion)
            }
        }
    }

    @Test
    fun `a station that does not connect is understood in the language of Québec`() = runBlocking {
        Office().use { office ->
            office.phone().use { installer ->
                val signal = NetworkSignal(LinkState.UP, ConnectionState.DISCONNECTED, ConnectionState.DISCONNECTED)
                val diagnosis =
                    installer.diagnose(Observed(signal, "CP6000", firmware = "2024.02.01.9", EthernetHardware.NEW, region = "CA"))
                assertEquals(listOf(GateStanding.OPEN, GateStanding.SHUT), diagnosis.gates.map { it.standing })
                assertEquals(listOf(Who.NETWORK_SUPPORT), diagnosis.steps.first().who)
                val ports = diagnosis.steps.single { it.code == "advice-allow-ports" }
                val said = installer.text(Notice(ports.code, ports.fields), Locale.CANADA_FRENCH)
                assertContains(said, "TCP 443, UDP 123, TCP 52007, TCP 52017")
                assertNotEquals(installer.text(Notice(ports.code, ports.fields), Locale.ENGLISH), said)

                val alone = installer.readPaste("Carte Ethernet Ethernet :\r\n\r\n   Adresse d’autoconfiguration IPv4 . . . : 169.254.12.7\r\n")
                assertEquals(Finding.SELF_ASSIGNED to emptyList(), alone.verdict to alone.addresses)
                assertEquals(AddressStanding.SELF_ASSIGNED, alone.adapters.single().addresses.single().standing)
            }
        }
    }

    @Test
    fun `what is typed is checked while it is typed, with the place of a mistake`() = runBlocking {
        Office().use { office ->
            office.phone().use { installer ->
                val mistake = assertNotNull(installer.checkText(TextKind.MAC, "0024:B1O0").mistake)
                assertEquals("character-look-alike" to 8u, mistake.code to mistake.at)
                assertEquals(Coordinate(455_016_921, -735_672_488), installer.checkText(TextKind.COORDINATE, "45.5016921, -73.5672488").position)
                assertEquals("202024T042", installer.checkSerial("2020-24-T-042", "Alfen", "Eve Single").canonical)
                val warned = installer.checkSerial("17284100820", "ChargePoint", "CP6000").warnings.single()
                assertEquals("serial-shape" to mapOf("expected" to "############"), warned.code to warned.fields)
            }
        }
    }

    @Test
    fun `an address of the network is found from its beginning, the nearest first`() = runBlocking {
        Office().use { office ->
            office.signedIn().use { installer ->
                installer.renewNetwork()
                assertEquals("17 Rue de l’Étincelle", installer.addresses("17 etinc", null).single().address.address)
                val near = installer.addresses("", Coordinate(455_034_100, -735_617_000)).first()
                assertEquals("12 Rue des Tests" to 0u, near.address.address to near.distanceM)
            }
        }
    }

    @Test
    fun `the network is asked about a station before the seal, and about a mistake after it`() = runBlocking {
        Office().use { office ->
            office.signedIn().use { installer ->
                val hands = Hands(installer)
                val job = hands.start()
                hands.walkToSeal(job.id)
                val answered = installer.askStation(job.id)
                assertEquals(Known(null, null, takesOver = false, null), answered.known)
                assertEquals(false to Claim.NEW, answered.asked to answered.choices.first().claim)
                assertEquals("identity-first-record", answered.choices.first().consequences.single().code)

                office.shut()
                val alone = installer.askStation(job.id)
                assertNull(alone.known)
                assertTrue(alone.asked, "nobody else can say it")

                val sealed = hands.seal(job.id)
                val correction = Correction(SealedField.BAY, value = "241", reason = "two digits exchanged")
                val corrected = installer.requestCorrection(job.id, correction)
                assertEquals(listOf(correction) to sealed.digest, corrected.corrections to corrected.sealed)

                office.open()
                assertEquals(6u, installer.sync().delivered, "the record, two photos twice, and what is asked")
                val renewed = installer.renewNetwork()
                assertEquals(installer.network(), renewed)
                assertNull(renewed.refused)
            }
        }
    }
}
