package app.pinpoint

import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import kotlin.io.path.readBytes
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.runBlocking

/** A record that was delivered where the link was too slow for its photos. */
suspend fun garage(installer: Installer): Installer {
    val hands = Hands(installer)
    val job = hands.start()
    hands.walkToSeal(job.id)
    hands.seal(job.id)
    installer.syncing().onEach { if (it.isRecordDone()) installer.cancelSync() }.last()
    return installer
}

private fun Syncing.isRecordDone(): Boolean {
    val settled = (this as? Syncing.UnderWay)?.progress as? Progress.Settled ?: return false
    return settled.v1.item is Item.Record && settled.v1.state is DeliveryState.Done
}

class TransfersTest {
    @Test
    fun `photos go while the app is gone, carried by whatever the system sends files with`() = runBlocking {
        Office().use { office ->
            office.signedIn(bytesPerSecond = 2_000uL).use { installer ->
                garage(installer)
                assertEquals(SavedOn.SERVER_IN_PART, installer.outbox().pinpoints.single().saved)
                val transfers = ArrayDeque(installer.nextTransfers(10u))
                assertEquals(4, transfers.size)
                assertEquals(emptyList(), installer.nextTransfers(10u), "what is carried is not given away twice")
                repeat(20) {
                    val transfer = transfers.removeFirstOrNull() ?: return@repeat
                    val state = installer.transferFinished(transfer.photo, carry(transfer))
                    // The server may still be busy with what the sync had begun to send.
                    if (state == TransferState.AGAIN) transfers += installer.nextTransfers(1u)
                }
                assertEquals(SavedOn.SERVER, installer.outbox().pinpoints.single().saved)
            }
        }
    }

    @Test
    fun `a transfer that was lost goes on where the server has it`() = runBlocking {
        Office().use { office ->
            office.signedIn(bytesPerSecond = 2_000uL).use { installer ->
                val transfer = garage(installer).nextTransfers(1u).single()
                assertEquals(TransferState.AGAIN, installer.transferFinished(transfer.photo, TransferOutcome.Lost))
                assertEquals(transfer.photo, installer.nextTransfers(1u).single().photo)
            }
        }
    }

    /** As a `WorkManager` job would: from the description alone. */
    private fun carry(transfer: Transfer): TransferOutcome {
        val (from, length) = transfer.from.toInt() to transfer.length.toInt()
        val part = HttpRequest.BodyPublishers.ofByteArray(transfer.file.readBytes(), from, length)
        val request = HttpRequest.newBuilder(URI(transfer.url)).method(transfer.method, part)
        transfer.headers.forEach { request.header(it.name, it.value) }
        request.header("Authorization", transfer.bearer.reveal())
        val reply = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
        val headers = reply.headers().map().flatMap { (name, values) -> values.map { Header(name, it) } }
        return TransferOutcome.Answered(reply.statusCode().toUShort(), headers, reply.body())
    }
}
