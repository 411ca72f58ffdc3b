import Day
import Foundation
import Pinpoint
import XCTest

final class StoriesTests: XCTestCase {
    private let folder = file("fixtures/stories")

    func test_each_story_comes_out_as_it_does_in_every_face() async throws {
        var outcomes: [String: String] = [:]
        for story in try stories() {
            outcomes[name(story)] = try await outcome(Story(story))
        }
        let results = file("target/stories")
        try FileManager.default.createDirectory(at: results, withIntermediateDirectories: true)
        let json = JSONEncoder()
        json.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try json.encode(outcomes).write(to: results.appendingPathComponent("swift.json"))
        for (name, outcome) in outcomes.sorted(by: { $0.key < $1.key }) { XCTAssertEqual(outcome, "ok", name) }
        XCTAssertFalse(outcomes.isEmpty, "there are stories")
    }

    func test_a_story_that_expects_something_else_says_what_and_where() async throws {
        var story = try Story(XCTUnwrap(stories().first))
        let act = try XCTUnwrap(story.acts.lastIndex { !$0.gives.isEmpty })
        story.acts[act].gives["/a/place/that/is/not"] = .text("this")
        let different = try await outcome(story)
        XCTAssertEqual(different, "act \(act + 1): /a/place/that/is/not: expected \"this\", came nothing")
    }

    /// `ok`, or the first act that was not as it must be, and how.
    private func outcome(_ story: Story) async throws -> String {
        let data = FileManager.default.temporaryDirectory.appendingPathComponent("pinpoint-\(UUID())")
        defer { try? FileManager.default.removeItem(at: data) }
        let world = StoryWorld(begins: story.begins)
        var playing = try await Playing(world, Face(world, data: data), freshJob: freshJob())
        for (number, act) in story.acts.enumerated() {
            do {
                try await playing.act(act)
            } catch {
                return "act \(number + 1): \(error)"
            }
        }
        return "ok"
    }

    private func stories() throws -> [URL] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return files.filter { $0.pathExtension == "json" && name($0).first?.isNumber == true }
            .sorted { $0.path < $1.path }
    }

    private func name(_ story: URL) -> String {
        story.deletingPathExtension().lastPathComponent
    }

    /// What a job looks like that the story has not shown before.
    private func freshJob() throws -> Flat {
        let json = try Data(contentsOf: folder.appendingPathComponent("fresh-job.json"))
        return try JSONDecoder().decode(Flat.self, from: json)
    }
}
