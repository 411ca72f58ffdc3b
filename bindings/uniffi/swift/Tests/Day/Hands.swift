import Pinpoint

/// What the type plate of the day says.
package let serial = "NL11-2418-0306"

/// The parking space of the day.
package let bay = Coordinate(latE7: 488_583_701, lonE7: 22_944_813)

/// Whoever does, step by step, what the screen asks for.
package struct Hands {
    private let installer: Installer

    package init(_ installer: Installer) {
        self.installer = installer
    }

    /// A job at the station whose label the camera sees.
    @discardableResult
    package func start(circuit: CircuitId = "F12") async throws -> JobView {
        let label = try needed(installer.read(frame: frame("label.pgm"), effort: .frame).label, "a label in the frame")
        return try await installer.start(job: installer.newJob(), kind: .renetworking, label: label, circuit: circuit)
    }

    /// The job, done up to the seal.
    @discardableResult
    package func walkToSeal(_ job: PinpointId) async throws -> JobView {
        try await walk(job) { $0.kind == .seal }
    }

    /// The rest of the job, after the seal.
    package func walkToEnd(_ job: PinpointId) async throws -> JobView {
        try await walk(job) { _ in false }
    }

    /// The seal, as the screen showed it.
    @discardableResult
    package func seal(_ job: PinpointId) async throws -> SealedView {
        let shown = try await installer.neverChanges(job: job)
        return try await installer.seal(job: job, confirmation: SealConfirmation(serial: shown.serial, mac: shown.mac))
    }

    /// A job from the label to the seal.
    @discardableResult
    package func sealedJob() async throws -> SealedView {
        let job = try await start()
        try await walkToSeal(job.id)
        return try await seal(job.id)
    }

    private func walk(_ job: PinpointId, until: (StepView) -> Bool) async throws -> JobView {
        while true {
            let view = try await installer.job(job: job)
            guard let next = view.steps.first(where: { $0.status == .open && !$0.optional }), !until(next) else {
                return view
            }
            try await act(view, next)
        }
    }

    private func act(_ job: JobView, _ step: StepView) async throws {
        if step.kind == .photo {
            let staged = try await installer.stage(source: .file(path: picture("station.jpg")))
            _ = try await installer.attach(job: job.id, step: step.id, staged: staged)
        } else {
            for answer in answers(job, step) {
                _ = try await installer.apply(job: job.id, step: step.id, answer: answer)
            }
        }
    }

    private func answers(_ job: JobView, _ step: StepView) -> [Answer] {
        switch step.form {
        case nil where step.items.isEmpty:
            [.confirmed]
        case nil:
            step.items.filter { !$0.done }.map { .item(item: $0.id, millivolts: $0.maxMillivolts.map { _ in 300 }) }
        case .location:
            [.location(Fix(position: bay, accuracyMm: 12_000, mock: false))]
        case .station:
            [.station(manufacturer: "Nordlicht", model: "NL-11", hasScreen: nil)]
        case .serial:
            [.serial(text: serial, source: .scanned), .serialAgain(text: String(serial.suffix(4)))]
        case .address:
            [
                .address(
                    Address(
                        address: "12 quai des Exemples", city: "Paris", postalCode: "75007", state: nil, country: "FRA",
                        fromList: true))
            ]
        case .pin:
            [.pin(bay)]
        case .details:
            [
                .details(
                    DriverDetails(carPark: nil, building: nil, floor: "-2", bay: "214", parkingRestrictions: nil))
            ]
        case .mac:
            [.mac(text: job.mac)]
        case let other?:
            fatalError("no re-networking asks for \(other)")
        }
    }
}
