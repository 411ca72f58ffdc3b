package app.pinpoint.stories

import app.pinpoint.PinpointException
import app.pinpoint.StoryWorld
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.nameWithoutExtension
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.test.assertEquals
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance

/** Plays every story of the repository as an app would, and holds each screen against what it must show. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoriesTest {
    private val repository = Path.of(System.getProperty("pinpoint.repository"))
    private val stories = repository.resolve("fixtures/stories")
    private val freshJob: Screen by lazy {
        Json.parseToJsonElement(stories.resolve("fresh-job.json").readText()).jsonObject.mapValues { (_, held) -> held.jsonPrimitive }
    }
    private val played = sortedMapOf<String, JsonElement>()

    @TestFactory
    fun `every day comes out as it is told`(): List<DynamicTest> =
        stories.listDirectoryEntries("[0-9]*.json").sorted().map { file ->
            DynamicTest.dynamicTest(file.nameWithoutExtension) {
                val wrong = runCatching { runBlocking { play(Story.read(file)) } }.getOrElse { it.toString() }
                played[file.nameWithoutExtension] = JsonPrimitive(wrong ?: "ok")
                assertEquals(null, wrong)
            }
        }

    @AfterAll
    fun writeDown() {
        val results = repository.resolve("target/stories").createDirectories().resolve("kotlin.json")
        results.writeText(Json.encodeToString(JsonObject.serializer(), JsonObject(played)))
    }

    private suspend fun play(story: Story): String? {
        val folder = Files.createTempDirectory("pinpoint-story")
        try {
            StoryWorld(story.begins).use { world ->
                Deeds(world, folder.resolve("data"), stories.resolve("photos")).use { deeds ->
                    val playing = Playing(world, deeds, Screens(freshJob))
                    story.acts.forEachIndexed { index, act -> playing.act(act)?.let { return "act ${index + 1}: $it" } }
                }
            }
            return null
        } finally {
            // The store may still be closing its files.
            folder.toFile().deleteRecursively()
        }
    }

}

private class Playing(private val world: StoryWorld, private val deeds: Deeds, private val screens: Screens) {
    /** The story's names for jobs, and their ids. */
    private val ids = mutableMapOf<String, String>()

    /** Lets an act happen; says what was different, if anything was. */
    suspend fun act(act: Act): String? {
        act.world?.let { happening ->
            world.act(exchanged(happening, ids).toString())
            return null
        }
        val (deed, given) = act.does ?: return "neither `do` nor `world`"
        val value =
            try {
                deeds.act(deed, exchanged(given, ids).jsonObject)
            } catch (refusal: PinpointException.Failure) {
                return refused(act.refuses, refusal)
            }
        if (act.refuses != null) return "expected the refusal ${act.refuses}, it went well"
        val came = flat(plain(value))
        if (deed == "start") ids[(given.getValue("job") as JsonPrimitive).content] = jobsIn(came).values.single()
        val gives = act.gives.mapValues { (_, held) -> exchanged(held, ids) }
        val difference = difference(screens.unchanged(gives(deed), came).changedBy(gives), came)
        screens.remember(gives(deed), came)
        return difference
    }

    private fun refused(expected: JsonElement?, refusal: PinpointException.Failure): String? {
        val names = ids.entries.associate { (name, id) -> id to name }
        val fields = refusal.fields.mapValues { (_, held) -> exchanged(JsonPrimitive(held), names) }
        val came = JsonObject(mapOf("code" to JsonPrimitive(refusal.code), "fields" to JsonObject(fields)))
        val same = expected is JsonObject && expected["code"] == came["code"] &&
            expected["fields"]?.jsonObject.orEmpty() == fields
        return if (same) null else "expected ${expected ?: "no refusal"}, came the refusal $came"
    }

    /** Every text that has another, in any value. */
    private fun exchanged(json: JsonElement, texts: Map<String, String>): JsonElement =
        when (json) {
            is JsonNull -> json
            is JsonPrimitive -> texts[json.content]?.takeIf { json.isString }?.let(::JsonPrimitive) ?: json
            is JsonArray -> JsonArray(json.map { exchanged(it, texts) })
            is JsonObject -> JsonObject(json.mapValues { (_, held) -> exchanged(held, texts) })
        }
}
