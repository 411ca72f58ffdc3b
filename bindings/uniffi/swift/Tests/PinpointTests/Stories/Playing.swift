import Pinpoint

/// A story being played, and what its screens must show.
struct Playing {
    private let world: StoryWorld
    private var face: Face
    private var screens: Screens
    /// The story's names for jobs, and their ids.
    private var ids: [String: String] = [:]

    init(_ world: StoryWorld, _ face: Face, freshJob: Flat) {
        (self.world, self.face) = (world, face)
        screens = Screens(freshJob: freshJob)
    }

    /// Plays one act; throws what is not as it must be.
    mutating func act(_ act: Act) async throws {
        if act.world != .null {
            return try world.act(json: "\(withIds(act.world))")
        }
        guard case .object(let does) = act.does, let (deed, with) = does.first else { throw NoStory(why: "nothing to do") }
        do {
            let screen = try await face.act(deed, withIds(with)).flat()
            if deed == "start" { ids[try with.text("job")] = jobsIn(screen).values.first }
            try show(screen, as: Face.gives[deed] ?? "nothing", act)
        } catch let refused as PinpointError {
            let fields = refused.fields.mapValues { field in ids.first { $0.value == field }?.key ?? field }
            let came = Notice(code: refused.code, fields: fields)
            guard act.refuses == came else {
                throw Different(expected: act.refuses.map { "\($0)" } ?? "no refusal", came: "\(came)")
            }
        }
    }

    private mutating func show(_ screen: Flat, as kind: String, _ act: Act) throws {
        if let refuses = act.refuses { throw Different(expected: "\(refuses)", came: "no refusal") }
        let gives = try act.gives.mapValues { try inSwift(withIds($0)) }
        let expected = screens.unchanged(kind, came: screen).changed(by: gives)
        screens.remember(kind, screen)
        guard expected == screen else { throw Different(places: expected.differences(from: screen)) }
    }

    private func withIds(_ json: Json) -> Json {
        json.mapped { ids[$0] }
    }
}

/// What came is not what must come.
struct Different: Error, CustomStringConvertible {
    let description: String

    init(expected: String, came: String) {
        description = "expected \(expected), came \(came)"
    }

    init(places: [String]) {
        description = places.prefix(5).joined(separator: "; ") + (places.count > 5 ? "; and \(places.count - 5) more" : "")
    }
}
