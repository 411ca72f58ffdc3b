package app.pinpoint

import java.io.OutputStream
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** Writes what is here and not on the server, for another phone to take in; no more than one photo is in memory. */
suspend fun Installer.exportTo(file: OutputStream, scope: ExportScope = ExportScope.UNSENT) {
    for (piece in export(scope).pieces) {
        val bytes = exportPiece(piece)
        withContext(Dispatchers.IO) { file.write(bytes) }
    }
}
