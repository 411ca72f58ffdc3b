package app.pinpoint.stories

import app.pinpoint.Answer
import app.pinpoint.DeliveryState
import app.pinpoint.PinpointView
import app.pinpoint.Progress
import app.pinpoint.Weather
import java.time.Instant
import kotlin.reflect.KClass
import kotlin.reflect.KProperty1
import kotlin.reflect.full.memberProperties
import kotlin.reflect.full.primaryConstructor
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/** Choices that say which they are beside their values; all others say it around them. */
val TAGS: Map<KClass<*>, String> =
    mapOf(Answer::class to "answer", DeliveryState::class to "state", Weather::class to "weather", Progress::class to "progress")

/** What crossed the border, as the JSON that every face shows: names with underscores, words with hyphens. */
fun plain(value: Any?): JsonElement =
    when (value) {
        null -> JsonNull
        is String -> JsonPrimitive(value)
        is Boolean -> JsonPrimitive(value)
        is Number -> JsonPrimitive(value)
        is UShort -> JsonPrimitive(value.toInt())
        is UInt -> JsonPrimitive(value.toLong())
        is ULong -> JsonPrimitive(value.toLong())
        is Instant -> JsonPrimitive(value.toString())
        is Enum<*> -> JsonPrimitive(value.name.lowercase().replace('_', '-'))
        is List<*> -> JsonArray(value.map(::plain))
        is Map<*, *> -> JsonObject(value.entries.associate { (name, held) -> "$name" to plain(held) })
        is PinpointView -> JsonObject(record(value) + ("receipt" to (value.receipt?.let(Json::parseToJsonElement) ?: JsonNull)))
        else -> value::class.java.superclass.kotlin.takeIf { it.isSealed }?.let { choice(it, value) } ?: JsonObject(record(value))
    }

private fun record(value: Any): Map<String, JsonElement> {
    val byName = value::class.memberProperties.associateBy { it.name }
    val names = value::class.primaryConstructor?.parameters.orEmpty().mapNotNull { it.name }
    return names.associate { name ->
        @Suppress("UNCHECKED_CAST")
        val property = byName.getValue(name) as KProperty1<Any, *>
        underscored(name) to plain(property.get(value))
    }
}

private fun choice(of: KClass<*>, value: Any): JsonElement {
    val name = hyphened(value::class.simpleName!!)
    val fields = if (value::class.objectInstance == null) record(value) else emptyMap()
    // A choice that holds one thing without a name is that thing.
    val held = fields["v1"] ?: JsonObject(fields)
    val tag = TAGS[of]
    return when {
        tag != null -> JsonObject(mapOf(tag to JsonPrimitive(name)) + (held as JsonObject))
        name == "other" -> held
        fields.isEmpty() -> JsonPrimitive(name)
        else -> JsonObject(mapOf(name to held))
    }
}

/** `maxMillivolts` as `max_millivolts`. */
fun underscored(name: String): String = name.replace(Regex("[A-Z]")) { "_" + it.value }.lowercase()

/** `SerialAgain` as `serial-again`. */
fun hyphened(name: String): String = name.replace(Regex("(?<=.)[A-Z]")) { "-" + it.value }.lowercase()

/** Each value by its place, `/steps/3/status`. What is nothing, or empty, has none. */
fun flat(json: JsonElement, at: String = ""): Map<String, JsonPrimitive> =
    when (json) {
        is JsonNull -> emptyMap()
        is JsonPrimitive -> mapOf(at to json)
        is JsonArray -> json.flatMapIndexed { index, held -> flat(held, "$at/$index").entries }.associate { it.toPair() }
        is JsonObject -> json.flatMap { (name, held) -> flat(held, "$at/" + name.replace("~", "~0").replace("/", "~1")).entries }.associate { it.toPair() }
    }
