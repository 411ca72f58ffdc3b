import app.pinpoint.*
import java.nio.file.Path
import kotlinx.coroutines.runBlocking

fun main(args: Array<String>) = runBlocking {
    val (folder, server, email, password, picture) = args
    val config = Config(Path.of(folder), server, "first-program 1.0", "my desk", Network.Demo)
    val installer = Installer.open(config, FileKeyStore(Path.of(folder, "keys")))
    println("Good morning, ${installer.signIn(email, password).account.name}.")
    val label = installer.readPicture(installer.stage(Source.File(Path.of(picture)))).label!!
    val job = installer.start(installer.newJob(), JobKind.RENETWORKING, label, circuit = "F12")
    val next = job.steps.filter { it.status == StepStatus.OPEN }
    println(next.joinToString("\n") { "- " + installer.text("step-${it.id}", emptyMap(), "en") })
}
