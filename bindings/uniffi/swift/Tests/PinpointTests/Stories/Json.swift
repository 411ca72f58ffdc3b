/// JSON as stories use it: whole numbers only.
enum Json: Hashable, Codable {
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

    /// What an object holds under this name; `null` if it has none of it.
    subscript(name: String) -> Json {
        if case .object(let fields) = self { fields[name] ?? .null } else { .null }
    }

    /// The text, if this is one.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// Each value by its place, `/steps/3/status`. What is nothing, or empty, has none.
    func flat(at place: String = "") -> [String: Json] {
        switch self {
        case .null: [:]
        case .truth, .number, .text: [place: self]
        case .list(let list): Self.flat(list.enumerated().map { ("\($0.offset)", $0.element) }, at: place)
        case .object(let fields): Self.flat(fields.map { ($0.key, $0.value) }, at: place)
        }
    }

    private static func flat(_ held: [(name: String, json: Json)], at place: String) -> [String: Json] {
        held.reduce(into: [:]) { flat, held in
            flat.merge(held.json.flat(at: "\(place)/\(held.name)")) { _, new in new }
        }
    }
}
