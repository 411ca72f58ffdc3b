import Day
import Foundation
import Pinpoint

/// An app in a story's world: each thing that an installer does is a call of the package's own surface.
struct Face {
    private let world: StoryWorld
    private let data: URL
    private var app: Installer?
    /// Ids by the story's names: a start that was refused is tried again under the same.
    private var jobs: [String: PinpointId] = [:]

    init(_ world: StoryWorld, data: URL) async throws {
        (self.world, self.data) = (world, data)
        app = try await world.open(data: data)
    }

    /// The kind of snapshot that each thing gives: what changed is said against the last one of its kind.
    static let gives = [
        "sign-in": "session", "session": "session",
        "start": "job", "apply": "job", "undo": "job", "relabel": "job", "job": "job",
        "attach": "photo", "never-changes": "never-changes", "seal": "sealed", "jobs": "jobs", "outbox": "outbox",
        "visits": "visits", "board": "board", "diagnose": "diagnose", "read-paste": "read-paste", "check-text": "check-text",
        "sync": "sync", "text": "text",
    ]

    /// Does it, and gives the snapshot; null where there is none.
    mutating func act(_ deed: String, _ with: Json) async throws -> Json {
        if deed == "kill" {
            app = nil
            app = try await world.open(data: data)
            return .null
        }
        let installer = try needed(app, "an app that is open")
        switch deed {
        case "sign-in":
            return try plain(await installer.signIn(email: with.text("email"), password: with.text("password")))
        case "sign-out":
            try await installer.signOut()
            return .null
        case "session":
            return try plain(installer.session() as Any)
        case "start":
            return try plain(await start(installer, with))
        case "apply":
            let answer = try Answer(with["answer"])
            return try plain(await installer.apply(job: with.text("job"), step: with.text("step"), answer: answer))
        case "undo":
            let item = with["item"].text
            return try plain(await installer.undo(job: with.text("job"), step: with.text("step"), item: item))
        case "relabel":
            return try plain(await installer.relabel(job: with.text("job"), label: label(installer, with)))
        case "attach":
            let photo = try Data(contentsOf: file("fixtures/stories/photos/\(with.text("photo"))"))
            let staged = try await installer.stage(source: .bytes(bytes: photo))
            return try plain(await installer.attach(job: with.text("job"), step: with.text("step"), staged: staged))
        case "never-changes":
            return try plain(await installer.neverChanges(job: with.text("job")))
        case "seal":
            let confirmed = SealConfirmation(serial: try with.text("serial"), mac: try with.text("mac"))
            return try plain(await installer.seal(job: with.text("job"), confirmation: confirmed))
        case "job":
            return try plain(await installer.job(job: with.text("job")))
        case "jobs":
            return try plain(await installer.jobs(filter: with["all"] == .truth(true) ? .all : .open))
        case "visits":
            return try plain(await installer.visits())
        case "board":
            return try plain(await installer.board(visit: installer.visitOf(job: with.text("job"))))
        case "diagnose":
            return try plain(installer.diagnose(observed: Observed(with)))
        case "read-paste":
            return try plain(installer.readPaste(with.text("paste"), region: with["region"].text))
        case "check-text":
            return try plain(installer.checkText(kind: TextKind(with["kind"]), text: with.text("text")))
        case "outbox":
            return try plain(await installer.outbox())
        case "sync":
            return try plain(await installer.sync(deadline: world.now()))
        case "text":
            let told = with["fields"].flat().map { (String($0.dropFirst()), $1.text ?? "\($1)") }
            let fields = Dictionary(uniqueKeysWithValues: told)
            let said = installer.text(code: try with.text("code"), fields: fields, locale: try with.text("locale"))
            return .text(said)
        default:
            throw NoStory(why: "nobody can \(deed)")
        }
    }

    private mutating func start(_ installer: Installer, _ with: Json) async throws -> JobView {
        let (label, kind, name) = (try label(installer, with), try kind(with), try with.text("job"))
        var visit: VisitId?
        if let other = with["with"].text { visit = try await installer.visitOf(job: other) }
        let job = try jobs[name] ?? installer.newJob()
        jobs[name] = job
        return try await installer.start(job: job, kind: kind, label: label, circuit: with.text("circuit"), visit: visit)
    }

    private func kind(_ with: Json) throws -> JobKind {
        switch try with.text("kind") {
        case "renetworking": .renetworking
        case let other: throw NoStory(why: "no kind of job: \(other)")
        }
    }

    /// The label whose code says this.
    private func label(_ installer: Installer, _ with: Json) throws -> ActivationLabel {
        let reading = installer.interpretText(lines: [try with.text("label")])
        if let label = reading.label { return label }
        guard let problem = reading.problem else { throw NoStory(why: "no label: \(with)") }
        throw PinpointError.Failure(code: problem.code, fields: problem.fields)
    }
}
