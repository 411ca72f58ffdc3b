import Foundation

/// JSON as stories use it: whole numbers only.
enum Json: Hashable, Codable, CustomStringConvertible {
    case null
    case truth(Bool)
    case number(Int64)
    case text(String)
    case list([Json])
    case object([String: Json])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let truth = try? value.decode(Bool.self) {
            self = .truth(truth)
        } else if let number = try? value.decode(Int64.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([Json].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: Json].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .truth(let truth): try value.encode(truth)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .list(let list): try value.encode(list)
        case .object(let fields): try value.encode(fields)
        }
    }

    /// As a story writes it.
    var description: String {
        let json = JSONEncoder()
        json.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? json.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "\(Self.self)"
    }

    /// What an object holds under this name; `null` if it has none of it.
    subscript(name: String) -> Json {
        if case .object(let fields) = self { fields[name] ?? .null } else { .null }
    }

    /// The text, if this is one.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The number, if this is one.
    var number: Int64? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The truth, if this is one.
    var truth: Bool? {
        if case .truth(let truth) = self { truth } else { nil }
    }

    /// The text that an object must hold under this name.
    func text(_ name: String) throws -> String {
        if let text = self[name].text { text } else { throw NoStory(why: "no text \(name): \(self)") }
    }

    /// The number that an object must hold under this name.
    func number(_ name: String) throws -> Int64 {
        if let number = self[name].number { number } else { throw NoStory(why: "no number \(name): \(self)") }
    }

    /// The same with another text for some of its texts.
    func mapped(_ text: (String) -> String?) -> Json {
        switch self {
        case .text(let old): .text(text(old) ?? old)
        case .list(let list): .list(list.map { $0.mapped(text) })
        case .object(let fields): .object(fields.mapValues { $0.mapped(text) })
        default: self
        }
    }

    /// Each value by its place (RFC 6901), `/steps/3/status`. What is nothing, or empty, has none.
    func flat(at place: String = "") -> [String: Json] {
        switch self {
        case .null: [:]
        case .truth, .number, .text: [place: self]
        case .list(let list): Self.flat(list.enumerated().map { ("\($0.offset)", $0.element) }, at: place)
        case .object(let fields): Self.flat(fields.map { (Self.escaped($0.key), $0.value) }, at: place)
        }
    }

    private static func flat(_ held: [(name: String, json: Json)], at place: String) -> [String: Json] {
        held.reduce(into: [:]) { flat, held in
            flat.merge(held.json.flat(at: "\(place)/\(held.name)")) { _, new in new }
        }
    }

    private static func escaped(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}

/// What a story says that makes no sense.
struct NoStory: Error {
    let why: String
}
