### Playbooks on a terminal.

playbook-good = { $name } is good.
playbook-kind = Kind of job
playbook-steps = Steps
playbook-digest = Digest
playbook-usual = Usually { $shortest }–{ $longest } min, { $people }.
playbook-ours = ours
playbook-sources = On the right: the sentence of the guide that asks for the step. Ours: no guide speaks of it.
