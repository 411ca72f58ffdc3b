// What a call over the border costs, as JSON: the median of many, in microseconds.
// From the repository's root: bindings/uniffi/swift/package run -c release Overhead

import Day
import Foundation
import Pinpoint

struct Figure: Encodable {
    let face = "swift"
    let name: String
    let value: Double
    let unit = "us"

    init(_ name: String, times: Int, call: () async throws -> Void) async throws {
        for _ in 0..<times { try await call() }
        var took: [Duration] = []
        for _ in 0..<times { took.append(try await ContinuousClock().measure(call)) }
        self.name = name
        value = took.sorted()[times / 2] / .microseconds(1)
    }
}

let office = try Office()
defer { office.close() }
let installer = try await office.signedIn()
let hands = Hands(installer)
let job = try await hands.walkToSeal(hands.start().id)
let lines = Array(repeating: String(repeating: "x", count: 100), count: 100)
let luma = Data(count: 1280 * 720)
let crop = Rect(x: 0, y: 0, width: 8, height: 8)
let camera = Frame(luma: luma, width: 1280, height: 720, stride: 1280, rotation: .none, crop: crop)
let figures = [
    try await Figure("sync call, an id back", times: 5_000) { _ = try installer.newJob() },
    try await Figure("sync call, 10 KB of text in", times: 2_000) { _ = installer.interpretText(lines: lines) },
    try await Figure("sync call, a frame of 1280 x 720 in", times: 300) {
        _ = try installer.read(frame: camera, effort: .frame)
    },
    try await Figure("async call through the store, a job of \(job.steps.count) steps back", times: 500) {
        _ = try await installer.job(job: job.id)
    },
]
print(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
