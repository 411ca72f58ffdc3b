package app.pinpoint.stories

import kotlin.reflect.KClass
import kotlin.reflect.KType
import kotlin.reflect.full.primaryConstructor
import kotlin.reflect.typeOf
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long

/** What a story writes as plain JSON, as a value of the border: the other way of [plain]. */
inline fun <reified T> read(json: JsonElement): T = read(json, typeOf<T>()) as T

fun read(json: JsonElement, type: KType): Any? {
    val of = type.classifier as KClass<*>
    return when {
        json is JsonNull && type.isMarkedNullable -> null
        of == String::class -> json.jsonPrimitive.content
        of == Boolean::class -> json.jsonPrimitive.boolean
        of == Int::class -> json.jsonPrimitive.int
        of == UInt::class -> json.jsonPrimitive.long.toUInt()
        of == Map::class -> json.jsonObject.mapValues { (_, held) -> read(held, type.arguments[1].type!!) }
        of.java.isEnum -> of.java.enumConstants.single { plain(it) == json }
        of.isSealed -> choice(json.jsonObject, of)
        else -> record(json.jsonObject, of)
    }
}

private fun choice(json: JsonObject, of: KClass<*>): Any {
    val tag = TAGS.getValue(of)
    val name = json.getValue(tag).jsonPrimitive.content
    val chosen = of.sealedSubclasses.single { hyphened(it.simpleName!!) == name }
    // A choice that holds one thing has the fields of that thing, one of which may be named like the tag.
    return chosen.objectInstance ?: record(JsonObject(json), chosen)
}

private fun record(json: JsonObject, of: KClass<*>): Any {
    val make = of.primaryConstructor!!
    val given =
        make.parameters.associateWith { parameter ->
            val held = json[underscored(parameter.name!!)]
            when {
                parameter.name == "v1" -> read(json, parameter.type)
                held != null -> read(held, parameter.type)
                parameter.type.isMarkedNullable -> null
                // What a story leaves out is not so.
                else -> false
            }
        }
    return make.callBy(given)
}
