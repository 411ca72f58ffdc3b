import Foundation

extension Installer {
    /// Writes what is here and not on the server into a new file, for another phone to take in; no more than one photo is in
    /// memory.
    public func export(to file: URL, scope: ExportScope = .unsent) async throws {
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        for piece in try await export(scope: scope).pieces {
            try handle.write(contentsOf: await exportPiece(piece: piece))
        }
        try handle.synchronize()
    }
}
