// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "Pinpoint",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [.library(name: "Pinpoint", targets: ["Pinpoint"])],
    targets: [
        // The Rust core behind its C border. Header and Swift are generated from the library: see `package`.
        .systemLibrary(name: "PinpointFFI"),
        .target(name: "Pinpoint", dependencies: ["PinpointFFI"]),
        .testTarget(name: "PinpointTests", dependencies: ["Pinpoint"]),
    ],
    swiftLanguageModes: [.v6]
)
