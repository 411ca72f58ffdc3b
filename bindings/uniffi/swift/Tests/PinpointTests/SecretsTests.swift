import Day
import Pinpoint
import XCTest

final class SecretsTests: XCTestCase {
    private let password = "hT7kPq2x"
    private let masked = "ActivationLabel(0024:B100:0002:9F81, ••••)"

    func test_a_label_in_a_log_keeps_its_password_however_it_was_read() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.phone()
        let link = "https://demo.pinpoint.example/l/0024B10000029F81#\(password)"
        let staged = try await installer.stage(source: .file(path: picture("label.jpg")))
        let readings = [
            try installer.read(frame: frame("label.pgm"), effort: .still),
            installer.interpretText(lines: [link]),
            try installer.readPicture(staged: staged),
        ]
        for reading in readings {
            let label = try XCTUnwrap(reading.label)
            XCTAssertEqual(label.description, masked)
            XCTAssertEqual(label.debugDescription, masked)
            for said in everythingSaid(of: reading) + everythingSaid(of: label) {
                XCTAssertFalse(said.contains(password), said)
            }
        }
    }

    func test_a_mistyped_password_is_not_repeated_by_the_error_that_refuses_it() async throws {
        let refused = try await refusal {
            try ActivationLabel.typed(mac: "0024:B100:0002:9F81", password: "\(password) \(password)")
        }
        XCTAssertEqual(refused.notice, Notice(code: "password-space", fields: ["at": "9"]))
        for said in everythingSaid(of: refused) + [refused.localizedDescription] {
            XCTAssertFalse(said.contains(password), said)
        }
    }

    func test_neither_the_password_of_an_account_nor_its_token_is_in_what_a_program_prints() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.phone(bytesPerSecond: 2_000)
        let wrong = try await refusal { try await installer.signIn(email: Office.email, password: "battery staple") }
        let session = try await installer.signIn(email: Office.email, password: Office.password)
        let parked = try await garage(installer)
        let transfer = try await onlyTransfer(parked)
        let token = transfer.bearer.reveal().replacing("Bearer ", with: "")
        XCTAssertEqual("\(transfer.bearer)", "Bearer(••••)")
        let said = everythingSaid(of: wrong) + everythingSaid(of: session) + everythingSaid(of: transfer)
        for secret in ["battery staple", Office.password, token] {
            XCTAssertFalse(said.contains { $0.contains(secret) }, "\(said)")
        }
    }

    /// All the ways in which Swift turns a value into text, down to the parts that its mirror shows.
    private func everythingSaid(of value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(reflecting: value), dumped] + parts(of: value)
    }

    private func parts(of value: Any) -> [String] {
        Mirror(reflecting: value).children.flatMap { ["\($0.label ?? ""): \($0.value)"] + parts(of: $0.value) }
    }
}
