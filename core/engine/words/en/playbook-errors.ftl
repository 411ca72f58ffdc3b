### What is wrong with a playbook; for the one who writes it.

playbook-json = The playbook cannot be read, line { $line }, column { $column }: { $reason }
playbook-step-twice = The playbook has the step { $step } twice.
playbook-order = The playbook’s step { $step } needs { $needs }, which does not come before it.
playbook-form = The playbook’s step { $step } must name a form exactly when it is one.
playbook-items = The playbook’s step { $step } must have items exactly when it is a checklist.
playbook-safety = The playbook must have the step { $role } exactly once, it has it { $times } times.
playbook-seal = The playbook must seal the record exactly once, it does so { $times } times.
playbook-seal-needs = The playbook seals the record before the form { $form }, and no record is whole without it.
playbook-lockout-item = The playbook leaves out { $item }. A lockout is never shortened.
