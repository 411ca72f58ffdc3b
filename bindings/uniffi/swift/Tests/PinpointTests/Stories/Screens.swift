/// A snapshot as pairs of place and value.
typealias Flat = [String: Json]

/// What must be on the screens: the last snapshot of each kind, and of each job.
struct Screens {
    private var jobs: [String: Flat] = [:]
    private var kinds: [String: Flat] = [:]

    /// What a job looks like that nobody has seen before.
    private let freshJob: Flat

    init(freshJob: Flat) {
        self.freshJob = freshJob
    }

    /// What would be on the screen if nothing had changed. Wherever a job stands in what came, it is the last of that job.
    func unchanged(_ kind: String, came: Flat) -> Flat {
        let shown = jobsIn(came)
        var screen = (kinds[kind] ?? [:]).filter { place, _ in !shown.keys.contains { isBelow($0, place) } }
        for (place, id) in shown {
            for (within, value) in jobs[id] ?? freshJob { screen[place + within] = value }
        }
        return screen
    }

    /// This is on the screen now.
    mutating func remember(_ kind: String, _ screen: Flat) {
        let shown = jobsIn(screen)
        kinds[kind] = screen.filter { place, _ in !shown.keys.contains { isBelow($0, place) } }
        for (place, id) in shown {
            let below = screen.filter { isBelow(place, $0.key) }
            jobs[id] = Dictionary(uniqueKeysWithValues: below.map { (String($0.key.dropFirst(place.count)), $0.value) })
        }
    }
}

/// Where jobs stand in a snapshot, and which: whatever has steps is one.
func jobsIn(_ screen: Flat) -> [String: String] {
    let steps = "/steps/0/id"
    let places = screen.keys.filter { $0.hasSuffix(steps) }.map { String($0.dropLast(steps.count)) }
    return places.reduce(into: [:]) { jobs, place in jobs[place] = screen["\(place)/id"]?.text }
}

private func isBelow(_ place: String, _ other: String) -> Bool {
    other.hasPrefix("\(place)/")
}

extension Flat {
    /// This screen after an act changed it.
    func changed(by gives: Flat) -> Flat {
        merging(gives) { _, new in new }.filter { $0.value != .null }
    }

    /// Where this screen is not the other one, a line for each place.
    func differences(from came: Flat) -> [String] {
        let places = Set(keys).union(came.keys).filter { self[$0] != came[$0] }
        let shown = { (value: Json?) in value.map { "\($0)" } ?? "nothing" }
        return places.sorted().map { "\($0): expected \(shown(self[$0])), came \(shown(came[$0]))" }
    }
}
