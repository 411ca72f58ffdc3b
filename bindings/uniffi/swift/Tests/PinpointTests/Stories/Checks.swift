import Pinpoint

extension Observed {
    /// What was seen, as a story writes it.
    init(_ json: Json) throws {
        self.init(
            signal: try NetworkSignal(json["signal"]), model: json["model"].text, firmware: json["firmware"].text,
            hardware: try EthernetHardware(json["hardware"]), region: json["region"].text)
    }
}

extension NetworkSignal {
    init(_ json: Json) throws {
        self.init(
            link: try LinkState(json["link"]), vpn: try ConnectionState(json["vpn"]),
            cloud: try ConnectionState(json["cloud"]))
    }
}

extension LinkState {
    init(_ json: Json) throws {
        self = try chosen(json, of: ["up": .up, "down": .down, "unknown": .unknown])
    }
}

extension ConnectionState {
    init(_ json: Json) throws {
        self = try chosen(json, of: ["connected": .connected, "disconnected": .disconnected, "unknown": .unknown])
    }
}

extension EthernetHardware {
    init(_ json: Json) throws {
        self = try chosen(json, of: ["new": .new, "approved": .approved, "existing": .existing, "unknown": .unknown])
    }
}

extension TextKind {
    init(_ json: Json) throws {
        self = try chosen(
            json,
            of: [
                "mac": .mac, "iccid": .iccid, "evse": .evse, "firmware": .firmware, "coordinate": .coordinate,
                "phone": .phone,
            ])
    }
}

/// The choice of this name.
private func chosen<Value>(_ json: Json, of choices: [String: Value]) throws -> Value {
    guard let name = json.text, let value = choices[name] else { throw NoStory(why: "no choice: \(json)") }
    return value
}
