package app.pinpoint

import java.nio.file.Path
import kotlin.io.path.readText
import kotlin.test.Test
import kotlin.test.assertEquals

class ReadmeTest {
    private val program = Path.of("src/test/kotlin/FirstProgram.kt")
    private val shown = Regex("```(\\w+)\n(.*?)```", RegexOption.DOT_MATCHES_ALL).findAll(Path.of("README.md").readText())

    @Test
    fun `the first program of the README is the one that runs here`() {
        assertEquals(program.readText(), shown.first { it.groupValues[1] == "kotlin" }.groupValues[2])
    }

    @Test
    fun `the first program signs in, reads a label, begins a job and says what comes next`() {
        Office().use { office ->
            val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
            val process =
                ProcessBuilder(
                    java,
                    "-Djna.library.path=${System.getProperty("jna.library.path")}",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "FirstProgramKt",
                    "${office.data("desk")}",
                    office.address,
                    Office.EMAIL,
                    Office.PASSWORD,
                    "${picture("label.jpg")}",
                ).redirectErrorStream(true).start()
            val said = process.inputReader().readText()
            assertEquals(0, process.waitFor(), said)
            assertEquals(shown.last { it.groupValues[1] == "text" }.groupValues[2], said)
        }
    }
}
