import Day
import Foundation
import Pinpoint
import XCTest

final class BorderTests: XCTestCase {
    func test_a_refusal_has_a_code_fields_and_a_sentence_in_the_installers_language() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.signedIn()
        let job = try await Hands(installer).start()
        let refused = try await refusal { try await installer.apply(job: job.id, step: "open-cabinet", answer: .confirmed) }
        XCTAssertEqual(refused.code, "step-locked")
        XCTAssertEqual(refused.fields["step"], "open-cabinet")
        let english = installer.text(refused.notice, locale: Locale(identifier: "en"))
        XCTAssert(english.contains("Open the cabinet"), english)
        let french = installer.text(refused.notice, locale: Locale(identifier: "fr_CA"))
        XCTAssert(french.contains("Pas encore"), french)
        let unchanged = try await installer.job(job: job.id)
        XCTAssertEqual(unchanged, job, "nothing was changed")
    }

    func test_what_cannot_be_is_refused_where_it_comes_in_and_says_what_is_wrong_and_where() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.signedIn()
        let job = try await Hands(installer).start()
        let label = try ActivationLabel.typed(mac: "0024:B100:0002:9F81", password: "hT7kPq2x")
        let north = Answer.pin(Coordinate(latE7: 900_000_001, lonE7: 0))
        var short = try frame("label.pgm")
        short.luma = short.luma.prefix(100)
        let cropped = short
        let refusals = [
            try await refusal { try await installer.job(job: "tomorrow's job") },
            try await refusal {
                try await installer.start(job: installer.newJob(), kind: .renetworking, label: label, circuit: " ")
            },
            try await refusal { try await installer.apply(job: job.id, step: "pin", answer: north) },
            try await refusal { try installer.read(frame: cropped, effort: .frame) },
            try await refusal { try ActivationLabel.typed(mac: "0024", password: "hT7kPq2x") },
        ]
        XCTAssertEqual(
            refusals.map(\.notice),
            [
                Notice(code: "argument-malformed", fields: ["argument": "PinpointId", "reason": "tomorrow's job"]),
                Notice(code: "circuit-name", fields: ["characters": "0"]),
                Notice(code: "coordinate-latitude", fields: ["limit": "90"]),
                Notice(code: "frame-too-short", fields: ["needed": "\(short.width * short.height)", "got": "100"]),
                Notice(code: "mac-length", fields: ["digits": "4"]),
            ])
    }

    func test_a_sideways_frame_is_read_within_its_crop() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.phone()
        let upright = try frame("label.pgm")
        let whole = Rect(x: 0, y: 0, width: upright.width, height: upright.height)
        let turned = try frame("label.pgm", rotation: .clockwise90, crop: whole)
        XCTAssertEqual(try installer.read(frame: turned, effort: .frame).label?.mac(), "0024B10000029F81")
        let corner = try frame("label.pgm", crop: Rect(x: 0, y: 0, width: 40, height: 40))
        XCTAssertNil(try installer.read(frame: corner, effort: .frame).label)
    }

    func test_a_screen_hears_what_changed_and_asks_for_it() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.signedIn()
        let changes = installer.changes()
        let job = try await Hands(installer).start()
        try await installer.signOut()
        var heard: [Changed] = []
        for await change in changes {
            heard.append(change)
            if change == .session { break }
        }
        XCTAssertEqual(heard, [.job(job.id), .session])
        XCTAssertEqual(installer.session()?.signedIn, false)
    }

    func test_a_screen_that_is_gone_hears_nothing_and_holds_nothing() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.signedIn()
        let screen = Task { for await _ in installer.changes() {} }
        try await Hands(installer).start()
        screen.cancel()
        await screen.value
        try await Hands(installer).start()
        let all = try await installer.jobs(filter: .all)
        XCTAssertEqual(all.jobs.count, 2)
    }

    func test_a_listener_that_throws_is_its_own_trouble() async throws {
        struct ScreenIsGone: Error {}
        final class Broken: Listener {
            func changed(what: Changed) throws { throw ScreenIsGone() }
        }
        let office = try Office()
        defer { office.close() }
        let installer = try await office.signedIn()
        let observation = installer.observe(listener: Broken())
        try await Hands(installer).start()
        withExtendedLifetime(observation) {}
        let all = try await installer.jobs(filter: .all)
        XCTAssertEqual(all.jobs.count, 1)
    }

    func test_a_sync_that_is_cancelled_leaves_everything_for_the_next_one() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.signedIn()
        try await Hands(installer).sealedJob()
        try office.shut()

        let stopped = try await installer.sync { _ in installer.cancelSync() }
        XCTAssertEqual(stopped.ending, .cancelled)

        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let task = Task { try await installer.sync { _ in beginning.yield() } }
        for await _ in begun { break }
        task.cancel()
        let ended = await task.result
        XCTAssertThrowsError(try ended.get(), "a task that is cancelled ends its sync") {
            XCTAssert($0 is CancellationError)
        }

        for try await step in installer.syncing() {
            guard case .underWay = step else { return XCTFail("\(step)") }
            break
        }

        try office.open()
        let report = try await installer.sync()
        XCTAssertEqual(report.delivered, 5, "nor does a stream that nobody reads go on")
    }

    func test_a_sync_that_is_cancelled_before_its_turn_never_has_one() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.signedIn()
        try await Hands(installer).sealedJob()
        try office.shut()

        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let first = Task { try await installer.sync { _ in beginning.yield() } }
        for await _ in begun { break }
        let second = Task { try await installer.sync() }
        second.cancel()
        let ended = await second.result
        XCTAssertThrowsError(try ended.get()) { XCTAssert($0 is CancellationError) }
        let report = try await first.value
        XCTAssertEqual(report.ending, .cancelled, "one runs at a time, and that one was stopped")
    }

    func test_moments_cross_the_border_to_the_millisecond() async throws {
        let office = try Office()
        defer { office.close() }
        let before = Date()
        let job = try await Hands(office.signedIn()).start()
        XCTAssert((before.addingTimeInterval(-0.001)...Date()).contains(job.startedAt), "\(job.startedAt)")
    }
}

/// The refusal of a call that must not succeed.
func refusal<T>(
    file: StaticString = #filePath, line: UInt = #line, of call: () async throws -> T
) async throws -> PinpointError {
    do {
        let value = try await call()
        XCTFail("was not refused: \(value)", file: file, line: line)
        throw CancellationError()
    } catch let error as PinpointError {
        return error
    }
}
