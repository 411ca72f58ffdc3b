import Day
import Foundation
import Pinpoint
import XCTest

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A record that was delivered where the link was too slow for its photos.
func garage(_ installer: Installer) async throws -> Installer {
    try await Hands(installer).sealedJob()
    let report = try await installer.sync { if $0.isRecordDone { installer.cancelSync() } }
    XCTAssertEqual(report.ending, .cancelled)
    return installer
}

/// The one photo that is next.
func onlyTransfer(_ installer: Installer) async throws -> Transfer {
    let transfers = try await installer.nextTransfers(limit: 1)
    XCTAssertEqual(transfers.count, 1)
    return try XCTUnwrap(transfers.first)
}

extension SyncProgress {
    fileprivate var isRecordDone: Bool {
        if case .settled(let delivery) = self, case .record = delivery.item { delivery.state == .done } else { false }
    }
}

final class TransfersTests: XCTestCase {
    func test_photos_go_while_the_app_is_gone_carried_by_whatever_the_system_sends_files_with() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await garage(office.signedIn(bytesPerSecond: 2_000))
        let before = try await installer.outbox()
        XCTAssertEqual(before.pinpoints.map(\.saved), [.serverInPart])
        var transfers = try await installer.nextTransfers(limit: 10)
        XCTAssertEqual(transfers.count, 4)
        let again = try await installer.nextTransfers(limit: 10)
        XCTAssertEqual(again.count, 0, "what is carried is not given away twice")
        for _ in 0..<20 {
            guard let transfer = transfers.popLast() else { break }
            let state = try await installer.transferFinished(photo: transfer.photo, outcome: carry(transfer))
            // The server may still be busy with what the sync had begun to send.
            if state == .again { transfers += try await installer.nextTransfers(limit: 1) }
        }
        let after = try await installer.outbox()
        XCTAssertEqual(after.pinpoints.map(\.saved), [.server])
    }

    func test_a_transfer_that_was_lost_goes_on_where_the_server_has_it() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await garage(office.signedIn(bytesPerSecond: 2_000))
        let transfer = try await onlyTransfer(installer)
        let state = try await installer.transferFinished(photo: transfer.photo, outcome: .lost)
        XCTAssertEqual(state, .again)
        let next = try await onlyTransfer(installer)
        XCTAssertEqual(next.photo, transfer.photo)
    }

    /// As a background `URLSession` would: from the description alone.
    private func carry(_ transfer: Transfer) async throws -> TransferOutcome {
        var request = URLRequest(url: try XCTUnwrap(URL(string: transfer.url)))
        request.httpMethod = transfer.method
        for header in transfer.headers { request.setValue(header.value, forHTTPHeaderField: header.name) }
        request.setValue(transfer.bearer.reveal(), forHTTPHeaderField: "Authorization")
        let part = try Data(contentsOf: transfer.file)[Int(transfer.from)...].prefix(Int(transfer.length))
        let (body, response) = try await URLSession.shared.upload(for: request, from: part)
        let reply = try XCTUnwrap(response as? HTTPURLResponse)
        let headers = reply.allHeaderFields.map { Header(name: "\($0.key)", value: "\($0.value)") }
        return .answered(status: UInt16(reply.statusCode), headers: headers, body: body)
    }
}
