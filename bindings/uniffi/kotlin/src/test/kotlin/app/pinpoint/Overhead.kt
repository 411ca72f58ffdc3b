package app.pinpoint

import kotlin.time.measureTime
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.buildJsonArray
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.put

/** What a call over the border costs, as JSON: the median of many, in microseconds. */
fun main() = runBlocking {
    Office().use { office ->
        office.signedIn().use { installer ->
            val hands = Hands(installer)
            val job = hands.walkToSeal(hands.start().id)
            val lines = List(100) { "x".repeat(100) }
            val camera = Frame(ByteArray(1280 * 720), 1280u, 720u, stride = 1280u, Rotation.NONE, Rect(0u, 0u, 8u, 8u))
            val figures =
                listOf(
                    Triple("sync call, an id back", 5_000, suspend { installer.newJob() }),
                    Triple("sync call, 10 KB of text in", 2_000, suspend { installer.interpretText(lines) }),
                    Triple("sync call, a frame of 1280 x 720 in", 300, suspend { installer.read(camera, Effort.FRAME) }),
                    Triple("async call through the store, a job of ${job.steps.size} steps back", 500, suspend { installer.job(job.id) }),
                )
            val measured = buildJsonArray {
                for ((name, times, call) in figures) {
                    add(buildJsonObject { put("face", "kotlin"); put("name", name); put("value", median(times) { call() }); put("unit", "us") })
                }
            }
            println(measured)
        }
    }
}

private suspend fun median(times: Int, call: suspend () -> Any?): Double {
    repeat(times) { call() }
    return List(times) { measureTime { call() }.inWholeNanoseconds / 1000.0 }.sorted()[times / 2]
}
