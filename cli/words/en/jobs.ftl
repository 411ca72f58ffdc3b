### Jobs on a terminal.

job-head = { $kind } · { $mac } · circuit { $circuit }
job-progress = { $done } of { $asked } steps done · usually { $shortest }–{ $longest } min, { $people } · begun { $begun }
job-sealed-as = Sealed as { $digest }; the record never changes.
job-item = { $title }: { $line }
job-optional = (may be left out)
job-not-for-station = (not for this station)
job-after = after { $steps }
job-next = Next:
job-all-done = Every step is done.
job-nothing-now = Nothing can be done now.
job-circuit = circuit { $circuit }
job-done-of = { $done } of { $asked }
job-stop = STOP
job-sealed = sealed
job-finished = finished
job-open = open
job-none = No job.
job-taken-back = Taken back: { $title }
job-first-entry = { $title }: first entry taken, the second is missing
job-begun = Job for { $mac } on circuit { $circuit }
job-id = Job
job-visit = Visit
job-relabelled = The job is for label { $mac } now.
job-new-capsule = A new capsule is on its way; the sealed record stays as it is.
job-never-changes = After the seal, these never change:
job-mac = MAC
