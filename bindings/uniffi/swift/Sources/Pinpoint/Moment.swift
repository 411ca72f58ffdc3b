import Foundation

extension Date {
    /// A moment as the core writes it: RFC 3339 in UTC, with a fraction of a second or without.
    init(core text: String) throws {
        self = try ISO8601FormatStyle(includingFractionalSeconds: text.contains(".")).parse(text)
    }

    /// This moment for the core, to the nearest millisecond.
    var core: String {
        // The style cuts off what is beyond the milliseconds.
        addingTimeInterval(0.000_5).formatted(ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
