import Day
import Foundation
import Pinpoint
import XCTest

final class DayTests: XCTestCase {
    func test_from_the_cameras_frame_to_the_receipt_and_the_verdict_through_a_garage_without_signal() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.signedIn()
        let reading = try installer.read(frame: frame("label.pgm"), effort: .frame)
        XCTAssertEqual(reading.label?.mac(), "0024B10000029F81")
        XCTAssertNil(reading.problem)

        try office.shut()
        let hands = Hands(installer)
        let job = try await hands.start()
        XCTAssertEqual(job.done, 0)
        XCTAssertEqual(job.circuit, "F12")
        try await hands.walkToSeal(job.id)
        let sealed = try await hands.seal(job.id)
        let shown = try await installer.job(job: job.id)
        XCTAssertEqual(shown.sealed, sealed.digest)

        let underground = try await installer.sync(deadline: sealed.sealedAt.addingTimeInterval(0.5))
        XCTAssertEqual(underground.ending, .deadline)
        let waiting = try await onlyPinpoint(installer)
        XCTAssertEqual(waiting.saved, .phone)
        XCTAssertEqual(waiting.deliveries.count, 5)
        XCTAssertNil(waiting.receipt)

        try office.open()
        var steps: [Syncing] = []
        for try await step in installer.syncing() { steps.append(step) }
        guard case .ended(let report) = steps.last else { return XCTFail("\(steps)") }
        XCTAssertEqual(report.delivered, 5)
        XCTAssert(steps.contains { if case .underWay(.settled) = $0 { true } else { false } })
        let delivered = try await onlyPinpoint(installer)
        XCTAssertEqual(delivered.saved, .server)
        XCTAssert(try XCTUnwrap(delivered.receipt).contains("application/vnd.pinpoint.receipt.v1+json"))
        let verdict = try await verdict(installer)
        XCTAssertEqual(verdict.decision, .accepted)

        let end = try await hands.walkToEnd(job.id)
        XCTAssertEqual(end.done, end.asked, "nothing is left to do")
        let open = try await installer.jobs(filter: .open)
        XCTAssertEqual(open.jobs, [])
    }

    func test_what_was_sealed_is_there_when_the_app_comes_back() async throws {
        let office = try Office()
        defer { office.close() }
        let sealed = try await Hands(office.signedIn()).sealedJob()

        let installer = try await office.phone()
        XCTAssertEqual(installer.session()?.signedIn, true)
        let job = try await installer.job(job: sealed.job.id)
        XCTAssertEqual(job.sealed, sealed.digest)
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).tar")
        defer { try? FileManager.default.removeItem(at: file) }
        try await installer.export(to: file)
        let taken = try await installer.takeIn(source: .file(path: file))
        XCTAssertEqual(taken, TakenIn(records: 0, known: 1, photos: 0, refused: []), "its own work")
        let report = try await installer.sync()
        XCTAssertEqual(report.delivered, 5)
    }

    private func onlyPinpoint(_ installer: Installer) async throws -> PinpointView {
        let outbox = try await installer.outbox()
        XCTAssertEqual(outbox.pinpoints.count, 1)
        return try XCTUnwrap(outbox.pinpoints.first)
    }

    /// The server decides a moment after its receipt.
    private func verdict(_ installer: Installer) async throws -> Verdict {
        var verdict = try await onlyPinpoint(installer).verdict
        for _ in 0..<100 where verdict == nil {
            try await Task.sleep(for: .milliseconds(50))
            _ = try await installer.sync()
            verdict = try await onlyPinpoint(installer).verdict
        }
        return try XCTUnwrap(verdict, "no verdict came")
    }
}
