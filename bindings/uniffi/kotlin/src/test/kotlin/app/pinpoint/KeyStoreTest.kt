package app.pinpoint

import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.Signature
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import java.util.concurrent.ConcurrentHashMap
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlinx.coroutines.runBlocking

/** A key store of Java's own cryptography, shaped as one of Android's would be. */
private open class JavaKeyStore : KeyStore {
    private val key: KeyPair =
        KeyPairGenerator.getInstance("EC").apply { initialize(ECGenParameterSpec("secp256r1")) }.generateKeyPair()
    private val secrets = ConcurrentHashMap<String, ByteArray>()

    override fun publicKey(): ByteArray {
        val point = (key.public as ECPublicKey).w
        return byteArrayOf(4) + listOf(point.affineX, point.affineY).map { it.toByteArray().fixed(32) }.reduce(ByteArray::plus)
    }

    override fun sign(message: ByteArray): ByteArray =
        Signature.getInstance("SHA256withECDSAinP1363Format").run {
            initSign(key.private)
            update(message)
            sign()
        }

    override fun put(name: String, secret: ByteArray) {
        secrets[name] = secret
    }

    override fun get(name: String): ByteArray? = secrets[name]

    override fun forget(name: String) {
        secrets.remove(name)
    }

    /** A number of so many bytes, without the sign that Java puts before it. */
    private fun ByteArray.fixed(length: Int): ByteArray =
        ByteArray((length - size).coerceAtLeast(0)) + takeLast(length)
}

class KeyStoreTest {
    @Test
    fun `the app's own key signs, and the network believes it`() = runBlocking {
        Office().use { office ->
            Installer.open(office.config("phone"), JavaKeyStore()).use { installer ->
                installer.signIn(Office.EMAIL, Office.PASSWORD)
                val hands = Hands(installer)
                val job = hands.start()
                hands.walkToSeal(job.id)
                hands.seal(job.id)
                assertEquals(5u, installer.sync().delivered)
            }
        }
    }

    @Test
    fun `a key store that fails says so, and nothing is sealed`() = runBlocking {
        Office().use { office ->
            var locked = false
            val keys =
                object : JavaKeyStore() {
                    override fun sign(message: ByteArray): ByteArray =
                        if (locked) throw KeyStoreException.Failed("the phone is locked") else super.sign(message)
                }
            Installer.open(office.config("phone"), keys).use { installer ->
                installer.signIn(Office.EMAIL, Office.PASSWORD)
                val hands = Hands(installer)
                val job = hands.start()
                hands.walkToSeal(job.id)
                locked = true
                val refusal = assertFailsWith<PinpointException.Failure> { hands.seal(job.id) }
                assertEquals("key-store", refusal.code)
                assertContains(refusal.fields.getValue("reason"), "the phone is locked")
                assertEquals(null, installer.job(job.id).sealed)
                locked = false
                assertEquals(job.id, hands.seal(job.id).job.id)
            }
        }
    }
}
