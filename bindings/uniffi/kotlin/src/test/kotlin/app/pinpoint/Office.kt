package app.pinpoint

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.readBytes
import kotlin.test.assertEquals

/** The repository's root, and what was built and drawn there. */
private val repository: Path = Path.of(System.getProperty("pinpoint.repository"))
private val program: String = System.getProperty("pinpoint.program")

/** A picture of the day. */
fun picture(name: String): Path = repository.resolve("target/day").resolve(name)

/** A camera's frame of the label: an image of brightness alone. */
fun frame(name: String, rotation: Rotation = Rotation.NONE, crop: Rect? = null): Frame {
    val bytes = picture(name).readBytes()
    val head = bytes.indexOf('\n'.code.toByte())
    val (width, height) = String(bytes, 0, head).split(' ').drop(1).map(String::toUInt)
    return Frame(bytes.copyOfRange(head + 1, bytes.size), width, height, stride = width, rotation, crop)
}

/** A folder with a network's office, whose server is the real program in a process of its own. Gone when closed. */
class Office : AutoCloseable {
    private val folder: Path = Files.createTempDirectory("pinpoint")
    private var server: Process? = null
    private var port = 0

    /** Where the server listens, or last did. */
    val address: String
        get() = "http://127.0.0.1:$port"

    init {
        run("user", "add", EMAIL, "--company", "Elektro Nordwand", "--name", "Noor Lindqvist",
            "--certified-until", "2099-12-31", "--password-stdin", told = PASSWORD)
        run("labels", "import", picture("labels.csv").toString())
        open()
    }

    /** The server answers from here on. */
    fun open() {
        val started = ProcessBuilder(program, "server", "--json", "--until-stdin-closes", "--data", data("server").toString(),
            "--listen", "127.0.0.1:$port").redirectError(ProcessBuilder.Redirect.DISCARD).start()
        val line = started.inputReader().readLine()
        port = Regex("127\\.0\\.0\\.1:(\\d+)").find(line)!!.groupValues[1].toInt()
        server = started
    }

    /** The server is gone, as if there were no signal. */
    fun shut() {
        server?.let { process ->
            process.outputStream.close()
            process.waitFor()
        }
        server = null
    }

    /** A folder of its own for each device. */
    fun data(name: String): Path = folder.resolve(name)

    /** What a device is opened with. */
    fun config(device: String, bytesPerSecond: ULong = 0uL): Config =
        Config(data(device), address, "kotlin-tests 1.0", device, Network.Demo, uploadBytesPerSecond = bytesPerSecond)

    /** An installer's phone. */
    suspend fun phone(name: String = "phone", bytesPerSecond: ULong = 0uL): Installer =
        Installer.open(config(name, bytesPerSecond), FileKeyStore(data("$name-keys")))

    /** An installer's phone, signed in. */
    suspend fun signedIn(name: String = "phone", bytesPerSecond: ULong = 0uL): Installer =
        phone(name, bytesPerSecond).also { it.signIn(EMAIL, PASSWORD) }

    override fun close() {
        shut()
        // A phone's store may still be closing its files.
        folder.toFile().deleteRecursively()
    }

    private fun run(vararg arguments: String, told: String = "") {
        val command = listOf(program, *arguments, "--data", data("server").toString())
        val process = ProcessBuilder(command).redirectErrorStream(true).start()
        process.outputWriter().use { it.write("$told\n") }
        val said = process.inputReader().readText()
        check(process.waitFor(1, TimeUnit.MINUTES)) { "$command does not end" }
        assertEquals(0, process.exitValue(), said)
    }

    companion object {
        const val EMAIL = "noor@nordwand.example"
        const val PASSWORD = "correct horse"
    }
}
