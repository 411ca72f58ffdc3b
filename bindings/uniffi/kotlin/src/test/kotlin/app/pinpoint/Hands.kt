package app.pinpoint

/** What the type plate of the day says. */
const val SERIAL = "NL11-2418-0306"

/** The parking space of the day. */
val BAY = Coordinate(latE7 = 488_583_701, lonE7 = 22_944_813)

/** Whoever does, step by step, what the screen asks for. */
class Hands(private val installer: Installer) {
    /** A job at the station whose label the camera sees. */
    suspend fun start(circuit: String = "F12"): JobView {
        val label = installer.read(frame("label.pgm"), Effort.FRAME).label!!
        return installer.start(installer.newJob(), JobKind.RENETWORKING, label, circuit)
    }

    /** The job, done up to the seal. */
    suspend fun walkToSeal(job: PinpointId): JobView = walk(job) { it.kind == StepKind.SEAL }

    /** The rest of the job, after the seal. */
    suspend fun walkToEnd(job: PinpointId): JobView = walk(job) { false }

    /** The seal, as the screen showed it. */
    suspend fun seal(job: PinpointId): SealedView {
        val shown = installer.neverChanges(job)
        return installer.seal(job, SealConfirmation(shown.serial, shown.mac))
    }

    private suspend fun walk(job: PinpointId, until: (StepView) -> Boolean): JobView {
        while (true) {
            val view = installer.job(job)
            val next = view.steps.firstOrNull { it.status == StepStatus.OPEN && !it.optional }
            if (next == null || until(next)) return view
            act(view, next)
        }
    }

    private suspend fun act(job: JobView, step: StepView) {
        if (step.kind == StepKind.PHOTO) {
            installer.stage(Source.File(picture("station.jpg"))).use { installer.attach(job.id, step.id, it) }
        } else {
            for (answer in answers(job, step)) installer.apply(job.id, step.id, answer)
        }
    }

    private fun answers(job: JobView, step: StepView): List<Answer> =
        when (step.form) {
            null ->
                if (step.items.isEmpty()) listOf(Answer.Confirmed)
                else step.items.filterNot { it.done }.map { Answer.Item(it.id, it.maxMillivolts?.let { 300u }) }
            Form.LOCATION -> listOf(Answer.Location(Fix(BAY, accuracyMm = 12_000u, mock = false)))
            Form.STATION -> listOf(Answer.Station("Nordlicht", "NL-11", hasScreen = null))
            Form.SERIAL -> listOf(Answer.Serial(SERIAL, SerialSource.SCANNED), Answer.SerialAgain(SERIAL.takeLast(4)))
            Form.ADDRESS ->
                listOf(Answer.Address(Address("12 quai des Exemples", "Paris", "75007", null, "FRA", fromList = true)))
            Form.PIN -> listOf(Answer.Pin(BAY))
            Form.DETAILS -> listOf(Answer.Details(DriverDetails(null, null, floor = "-2", bay = "214", null)))
            Form.MAC -> listOf(Answer.Mac(job.mac))
            else -> error("no re-networking asks for ${step.form}")
        }
}
