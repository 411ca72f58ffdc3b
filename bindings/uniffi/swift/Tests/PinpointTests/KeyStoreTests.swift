import Day
import Foundation
import Pinpoint
import XCTest

/// A key store of the app's own, shaped as one of Apple's keychain would be: its key never leaves it, and it can be locked.
private final class Keychain: KeyStore, @unchecked Sendable {
    private let key: FileKeyStore
    private let lock = NSLock()
    private var secrets: [String: Data] = [:]
    private var locked = false

    init(folder: URL) throws {
        key = try FileKeyStore(folder: folder)
    }

    var isLocked: Bool {
        get { lock.withLock { locked } }
        set { lock.withLock { locked = newValue } }
    }

    func publicKey() throws -> Data {
        try key.publicKey()
    }

    func sign(message: Data) throws -> Data {
        if isLocked { throw KeyStoreError.Failed(reason: "the phone is locked") }
        return try key.sign(message: message)
    }

    func put(name: String, secret: Data) {
        lock.withLock { secrets[name] = secret }
    }

    func get(name: String) -> Data? {
        lock.withLock { secrets[name] }
    }

    func forget(name: String) {
        lock.withLock { secrets[name] = nil }
    }
}

final class KeyStoreTests: XCTestCase {
    func test_the_apps_own_key_signs_and_the_network_believes_it() async throws {
        let office = try Office()
        defer { office.close() }
        let keys = try Keychain(folder: office.data("keychain"))
        let installer = try await Installer.open(config: office.config("phone"), keys: keys)
        _ = try await installer.signIn(email: Office.email, password: Office.password)
        try await Hands(installer).sealedJob()
        let report = try await installer.sync()
        XCTAssertEqual(report.delivered, 5)
    }

    func test_a_key_store_that_fails_says_so_and_nothing_is_sealed() async throws {
        let office = try Office()
        defer { office.close() }
        let keys = try Keychain(folder: office.data("keychain"))
        let installer = try await Installer.open(config: office.config("phone"), keys: keys)
        _ = try await installer.signIn(email: Office.email, password: Office.password)
        let hands = Hands(installer)
        let job = try await hands.start()
        try await hands.walkToSeal(job.id)

        keys.isLocked = true
        let refused = try await refusal { try await hands.seal(job.id) }
        XCTAssertEqual(refused.code, "key-store")
        XCTAssert(try XCTUnwrap(refused.fields["reason"]).contains("the phone is locked"))
        let unsealed = try await installer.job(job: job.id)
        XCTAssertNil(unsealed.sealed)

        keys.isLocked = false
        let sealed = try await hands.seal(job.id)
        XCTAssertEqual(sealed.job.id, job.id)
    }
}
