import Foundation

extension PinpointError {
    /// The stable code, for example `lockout-incomplete`.
    public var code: String { notice.code }

    /// The values that its sentence mentions; never a secret.
    public var fields: Fields { notice.fields }

    /// What to show: ``Installer/text(_:locale:)`` has the sentence.
    public var notice: Notice {
        switch self {
        case .Failure(let code, let fields): Notice(code: code, fields: fields)
        }
    }
}

extension Installer {
    /// The sentence for a notice, in the language of this device or another.
    public func text(_ notice: Notice, locale: Locale = .current) -> String {
        text(code: notice.code, fields: notice.fields, locale: locale.identifier(.bcp47))
    }
}
