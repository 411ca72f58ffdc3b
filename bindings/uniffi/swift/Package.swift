// swift-tools-version: 6.0
import Foundation
import PackageDescription

let package = Package(
    name: "Pinpoint",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [.library(name: "Pinpoint", targets: ["Pinpoint"])],
    targets: [
        // The Rust core behind its C border. Its header and the Swift over it are written by `generate`.
        .systemLibrary(name: "PinpointFFI"),
        .target(name: "Pinpoint", dependencies: ["PinpointFFI"]),
        .executableTarget(name: "FirstProgram", dependencies: ["Pinpoint"], path: "Examples/FirstProgram"),
    ],
    swiftLanguageModes: [.v6]
)

// The tests stand on the repository and its stories' world, so they are not in what `make bindings` packs.
if FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/Tests") {
    package.targets += [
        // The real server process, and whoever does what the screen asks for: for the tests and the benchmark.
        .target(name: "Day", dependencies: ["Pinpoint"], path: "Tests/Day"),
        .executableTarget(name: "Overhead", dependencies: ["Pinpoint", "Day"], path: "Benchmarks/Overhead"),
        .testTarget(name: "PinpointTests", dependencies: ["Pinpoint", "Day", "FirstProgram"]),
    ]
}
