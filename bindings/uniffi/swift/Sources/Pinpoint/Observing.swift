import Foundation

extension Installer {
    /// What changes from now on, each change once. Whoever shows it asks the `Installer` for it.
    public func changes() -> AsyncStream<Changed> {
        let (stream, heard) = AsyncStream.makeStream(of: Changed.self)
        let observation = observe(listener: Ear { heard.yield($0) })
        // It lives as long as somebody may listen.
        heard.onTermination = { _ in withExtendedLifetime(observation) {} }
        return stream
    }

    /// Delivers what can be delivered until the deadline. Cancelling the task stops the sync and throws `CancellationError`;
    /// what was under way goes again the next time. ``cancelSync()`` stops it too, and the report says so.
    public func sync(
        deadline: Timestamp? = nil, progress: (@Sendable (SyncProgress) -> Void)? = nil
    ) async throws -> SyncReport {
        let (stop, stopping) = AsyncStream.makeStream(of: Void.self)
        let stopper = Task {
            for await _ in stop {
                // What has not begun, or waits for its turn, cannot be stopped yet: it is told until it has ended.
                while !Task.isCancelled {
                    cancelSync()
                    try? await Task.sleep(for: .milliseconds(20))
                }
            }
        }
        defer { stopper.cancel() }
        let report = try await withTaskCancellationHandler {
            try await syncRegardlessOfTask(deadline: deadline, progress: progress.map(Eye.init))
        } onCancel: {
            stopping.yield()
        }
        if report.ending == .cancelled { try Task.checkCancellation() }
        return report
    }

    /// As ``sync(deadline:progress:)``, with each step on the way. The sync ends when nobody listens any more.
    public func syncing(deadline: Timestamp? = nil) -> AsyncThrowingStream<Syncing, any Error> {
        let (stream, steps) = AsyncThrowingStream.makeStream(of: Syncing.self)
        let running = Task {
            do {
                let report = try await sync(deadline: deadline) { steps.yield(.underWay($0)) }
                steps.yield(.ended(report))
                steps.finish()
            } catch {
                steps.finish(throwing: error)
            }
        }
        steps.onTermination = { _ in running.cancel() }
        return stream
    }
}

/// How far a sync is, and at last how it ended.
public enum Syncing: Sendable, Hashable {
    /// It goes on.
    case underWay(SyncProgress)
    /// It ended; nothing follows.
    case ended(SyncReport)
}

private final class Ear: Listener {
    private let hear: @Sendable (Changed) -> Void

    init(hear: @escaping @Sendable (Changed) -> Void) {
        self.hear = hear
    }

    func changed(what: Changed) {
        hear(what)
    }
}

private final class Eye: OnProgress {
    private let see: @Sendable (SyncProgress) -> Void

    init(see: @escaping @Sendable (SyncProgress) -> Void) {
        self.see = see
    }

    func progress(soFar: SyncProgress) {
        see(soFar)
    }
}
