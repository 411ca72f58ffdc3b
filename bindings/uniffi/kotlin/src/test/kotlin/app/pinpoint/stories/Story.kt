package app.pinpoint.stories

import java.nio.file.Path
import java.time.Instant
import kotlin.io.path.readText
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** A day of an installer, as `fixtures/stories` tells it. */
class Story(val begins: Instant, val acts: List<Act>) {
    companion object {
        fun read(file: Path): Story {
            val story = Json.parseToJsonElement(file.readText()).jsonObject
            val acts = story.getValue("acts").jsonArray.map { Act(it.jsonObject) }
            return Story(Instant.parse(story.getValue("begins").jsonPrimitive.content), acts)
        }
    }
}

/** Something that happens, and what must come of it. */
class Act(json: JsonObject) {
    /** What the installer does, by its name. */
    val does: Pair<String, JsonObject>? = json["do"]?.jsonObject?.entries?.single()?.let { it.key to it.value.jsonObject }

    /** What the world does. */
    val world: JsonElement? = json["world"]

    /** What changed on the screen, by place; null when it is gone. */
    val gives: Map<String, JsonElement> = json["gives"]?.jsonObject.orEmpty()

    /** That it was refused, and how. */
    val refuses: JsonElement? = json["refuses"]
}
