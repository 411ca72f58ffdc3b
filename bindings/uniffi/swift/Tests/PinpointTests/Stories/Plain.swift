import Foundation
import Pinpoint

/// What crossed the border, as the JSON that every face shows: names with underscores, words with hyphens.
func plain(_ value: Any) throws -> Json {
    switch value {
    case let text as String: .text(text)
    case let truth as Bool: .truth(truth)
    case let number as any BinaryInteger: .number(Int64(number))
    case let moment as Date: .text(written(moment))
    case let list as [Any]: .list(try list.map(plain))
    case let fields as [String: Any]: .object(try fields.mapValues(plain))
    case let view as PinpointView:
        // A receipt is kept as it came, as text; the story reads it.
        .object(try record(view).merging(["receipt": view.receipt.map(json) ?? .null]) { _, read in read })
    default: try mirrored(value)
    }
}

/// What a story expects, as far as Swift can say it: its moments are Foundation's, which end at the millisecond here.
func inSwift(_ expected: Json) throws -> Json {
    let moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/
    guard case .text(let text) = expected, text.wholeMatch(of: moment) != nil else { return expected }
    return .text(written(try Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text)))
}

private func mirrored(_ value: Any) throws -> Json {
    let mirror = Mirror(reflecting: value)
    return switch mirror.displayStyle {
    case .optional: try mirror.children.first.map { try plain($0.value) } ?? .null
    case .enum: try choice(value, held: mirror.children.first)
    default: .object(try record(value))
    }
}

private func record(_ value: Any) throws -> [String: Json] {
    let fields = Mirror(reflecting: value).children.map { ($0.label.map { apart($0, by: "_") } ?? "", $0.value) }
    return try Dictionary(uniqueKeysWithValues: fields).mapValues(plain)
}

/// Choices that say which they are beside their values have a tag; all others say it around them.
private func choice(_ value: Any, held: Mirror.Child?) throws -> Json {
    let name = apart(held?.label ?? "\(value)", by: "-")
    let json = try held.map { try plain($0.value) }
    let tag: String? =
        switch value {
        case is Answer: "answer"
        case is DeliveryState: "state"
        case is SyncProgress: "progress"
        case is Weather: "weather"
        default: nil
        }
    switch (tag, json) {
    case (let tag?, .object(let fields)): return .object(fields.merging([tag: .text(name)]) { _, name in name })
    case (let tag?, _): return .object([tag: .text(name)])
    case (nil, let json?): return name == "other" ? json : .object([name: json])
    case (nil, nil): return .text(name)
    }
}

/// `heldAuth` by "-" is `held-auth`.
private func apart(_ name: String, by separator: String) -> String {
    name.replacing(/[A-Z]/) { separator + $0.output.lowercased() }
}

/// As the core writes it: no more of the fraction than there is.
private func written(_ moment: Date) -> String {
    let milliseconds = Int64((moment.timeIntervalSince1970 * 1_000).rounded())
    let whole = Date(timeIntervalSince1970: Double(milliseconds / 1_000)).formatted(.iso8601)
    let fraction = String("\(1_000 + milliseconds % 1_000)".dropFirst().reversed().drop { $0 == "0" }.reversed())
    return fraction.isEmpty ? whole : whole.replacing("Z", with: ".\(fraction)Z")
}

private func json(_ text: String) throws -> Json {
    try JSONDecoder().decode(Json.self, from: Data(text.utf8))
}
