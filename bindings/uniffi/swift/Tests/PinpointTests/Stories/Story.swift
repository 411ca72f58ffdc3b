import Foundation
import Pinpoint

/// One day of an installer: `fixtures/stories/README.md` describes the form.
struct Story: Decodable {
    /// When it begins.
    let begins: Date
    /// What happens, in order.
    var acts: [Act]

    init(_ file: URL) throws {
        let json = JSONDecoder()
        json.dateDecodingStrategy = .iso8601
        self = try json.decode(Story.self, from: Data(contentsOf: file))
    }
}

/// Something that happens, and what must come of it.
struct Act: Decodable {
    /// What the installer does.
    let does: Json
    /// What the world does.
    let world: Json
    /// What changes on the screen, by its place; null is gone.
    var gives: [String: Json]
    /// That it is refused, and how.
    let refuses: Notice?

    private enum Keys: String, CodingKey {
        case does = "do"
        case world, gives, refuses
    }

    init(from decoder: any Decoder) throws {
        let act = try decoder.container(keyedBy: Keys.self)
        does = try act.decodeIfPresent(Json.self, forKey: .does) ?? .null
        world = try act.decodeIfPresent(Json.self, forKey: .world) ?? .null
        gives = try act.decodeIfPresent([String: Json].self, forKey: .gives) ?? [:]
        refuses = try act.decodeIfPresent(Refusal.self, forKey: .refuses).map { Notice(code: $0.code, fields: $0.fields) }
    }
}

private struct Refusal: Decodable {
    let code: String
    let fields: [String: String]
}
