package app.pinpoint.stories

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** A screen: each value by its place. */
typealias Screen = Map<String, JsonPrimitive>

/** The last screen of each kind, and of each job. What a job looks like that nobody has seen before is [freshJob]. */
class Screens(private val freshJob: Screen) {
    private val jobs = mutableMapOf<String, Screen>()
    private val kinds = mutableMapOf<String, Screen>()

    /** What would be on the screen if nothing had changed. Wherever a job stands in what came, it is the last of that job. */
    fun unchanged(kind: String, came: Screen): Screen {
        val there = jobsIn(came)
        val rest = kinds[kind].orEmpty().filterKeys { place -> there.keys.none { place.isBelow(it) } }
        return there.entries.fold(rest) { screen, (at, job) ->
            screen + (jobs[job] ?: freshJob).mapKeys { (place, _) -> at + place }
        }
    }

    /** This is on the screen now. */
    fun remember(kind: String, screen: Screen) {
        val there = jobsIn(screen)
        kinds[kind] = screen.filterKeys { place -> there.keys.none { place.isBelow(it) } }
        for ((at, job) in there) {
            jobs[job] = screen.filterKeys { it.isBelow(at) }.mapKeys { (place, _) -> place.removePrefix(at) }
        }
    }

    private fun String.isBelow(place: String) = startsWith("$place/")
}

/** Where jobs stand on a screen, and which: whatever has steps is one. */
fun jobsIn(screen: Screen): Map<String, String> =
    screen.keys.filter { it.endsWith("/steps/0/id") }.map { it.removeSuffix("/steps/0/id") }
        .mapNotNull { at -> screen["$at/id"]?.let { at to it.content } }.toMap()

/** The screen after what an act changed. */
fun Screen.changedBy(gives: Map<String, JsonElement>): Screen =
    this - gives.filterValues { it is JsonNull }.keys + gives.mapNotNull { (at, value) -> (value as? JsonPrimitive)?.takeIf { it !is JsonNull }?.let { at to it } }

/** How a screen differs from what it must be; nothing when it does not. */
fun difference(expected: Screen, came: Screen): String? {
    val places = (expected.keys + came.keys).filter { expected[it] != came[it] }
    if (places.isEmpty()) return null
    val told = places.take(5).joinToString("; ") { "$it: expected ${expected[it] ?: "nothing"}, came ${came[it] ?: "nothing"}" }
    return if (places.size > 5) "$told; and ${places.size - 5} more" else told
}
