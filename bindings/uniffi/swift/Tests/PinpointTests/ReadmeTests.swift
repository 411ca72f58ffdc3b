import Day
import Foundation
import XCTest

final class ReadmeTests: XCTestCase {
    private let package = file("bindings/uniffi/swift")

    func test_the_first_program_of_the_readme_is_the_one_that_runs_here() throws {
        let program = try text(package.appendingPathComponent("Examples/FirstProgram/main.swift"))
        XCTAssertEqual(try shown("swift").first, program)
    }

    func test_the_first_program_signs_in_reads_a_label_begins_a_job_and_says_what_comes_next() throws {
        let office = try Office()
        defer { office.close() }
        let program = Bundle.main.bundleURL.appendingPathComponent("FirstProgram")
        let said = try output(
            of: program,
            [office.data("desk").path, office.address, Office.email, Office.password, picture("label.jpg").path])
        XCTAssertEqual(said, try shown("text").last)
    }

    /// What the README shows in blocks of this language.
    private func shown(_ language: String) throws -> [String] {
        try text(package.appendingPathComponent("README.md")).components(separatedBy: "```\(language)\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }
    }

    private func text(_ file: URL) throws -> String {
        try String(contentsOf: file, encoding: .utf8)
    }
}
