import Foundation
import Pinpoint

/// The repository's root, and what was built and drawn there.
private let repository = (0..<6).reduce(URL(fileURLWithPath: #filePath)) { folder, _ in folder.deletingLastPathComponent() }
private let program = repository.appendingPathComponent("target/debug/pinpoint")

/// A file of the repository.
package func file(_ path: String) -> URL {
    repository.appendingPathComponent(path)
}

/// A picture of the day.
package func picture(_ name: String) -> URL {
    file("target/day/\(name)")
}

/// A camera's frame of the label: an image of brightness alone.
package func frame(_ name: String, rotation: Rotation = .none, crop: Rect? = nil) throws -> Frame {
    let bytes = try Data(contentsOf: picture(name))
    let head = try needed(bytes.firstIndex(of: UInt8(ascii: "\n")), "a head of \(name)")
    let size = String(decoding: bytes[..<head], as: UTF8.self).split(separator: " ").compactMap { UInt32($0) }
    return Frame(
        luma: bytes[(head + 1)...], width: size[0], height: size[1], stride: size[0], rotation: rotation, crop: crop)
}

/// A day that does not go as it must, before anything could be tested.
package struct Broken: Error {
    let what: String
}

/// What must be there for the day to go on.
package func needed<T>(_ value: T?, _ what: String) throws -> T {
    if let value { value } else { throw Broken(what: what) }
}

/// What a program says, run to its end.
package func output(of program: URL, _ arguments: [String], told: String = "") throws -> String {
    let (process, ears, mouth) = (Process(), Pipe(), Pipe())
    process.executableURL = program
    process.arguments = arguments
    (process.standardInput, process.standardOutput, process.standardError) = (ears, mouth, mouth)
    try process.run()
    try ears.fileHandleForWriting.write(contentsOf: Data("\(told)\n".utf8))
    try ears.fileHandleForWriting.close()
    let said = String(decoding: try mouth.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Broken(what: said) }
    return said
}

/// A folder with a network's office, whose server is the real program in a process of its own. Gone when closed.
package final class Office {
    package static let email = "noor@nordwand.example"
    package static let password = "correct horse"

    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pinpoint-\(UUID())")
    private var server: (process: Process, stdin: Pipe)?
    private var port = "0"

    /// Where the server listens, or last did.
    package var address: String { "http://127.0.0.1:\(port)" }

    package init() throws {
        try run(
            "user", "add", Self.email, "--company", "Elektro Nordwand", "--name", "Noor Lindqvist",
            "--certified-until", "2099-12-31", "--password-stdin", told: Self.password)
        try run("labels", "import", picture("labels.csv").path)
        try open()
    }

    /// The server answers from here on.
    package func open() throws {
        let (process, stdin, stdout) = (Process(), Pipe(), Pipe())
        process.executableURL = program
        process.arguments = [
            "server", "--json", "--until-stdin-closes", "--data", data("server").path, "--listen", "127.0.0.1:\(port)",
        ]
        (process.standardInput, process.standardOutput) = (stdin, stdout)
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = ""
        while !line.contains("\n"), case let said = stdout.fileHandleForReading.availableData, !said.isEmpty {
            line += String(decoding: said, as: UTF8.self)
        }
        port = String(try needed(line.firstMatch(of: /127\.0\.0\.1:(\d+)/), "a server, not: \(line)").1)
        server = (process, stdin)
    }

    /// The server is gone, as if there were no signal.
    package func shut() throws {
        guard let (process, stdin) = server else { return }
        server = nil
        try stdin.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Shuts the server and takes everything away.
    package func close() {
        try? shut()
        try? FileManager.default.removeItem(at: folder)
    }

    /// A folder of its own for each device.
    package func data(_ name: String) -> URL {
        folder.appendingPathComponent(name)
    }

    /// What a device is opened with.
    package func config(_ device: String, bytesPerSecond: UInt64 = 0) -> Config {
        Config(
            data: data(device), server: address, app: "swift-tests 1.0", deviceName: device, network: .demo,
            uploadBytesPerSecond: bytesPerSecond)
    }

    /// An installer's phone.
    package func phone(_ name: String = "phone", bytesPerSecond: UInt64 = 0) async throws -> Installer {
        let keys = try FileKeyStore(folder: data("\(name)-keys"))
        return try await Installer.open(config: config(name, bytesPerSecond: bytesPerSecond), keys: keys)
    }

    /// An installer's phone, signed in.
    package func signedIn(_ name: String = "phone", bytesPerSecond: UInt64 = 0) async throws -> Installer {
        let installer = try await phone(name, bytesPerSecond: bytesPerSecond)
        _ = try await installer.signIn(email: Self.email, password: Self.password)
        return installer
    }

    private func run(_ arguments: String..., told: String = "") throws {
        _ = try output(of: program, arguments + ["--data", data("server").path], told: told)
    }
}
