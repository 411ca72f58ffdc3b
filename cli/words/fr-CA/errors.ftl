### Québec et Canada.

lockout-at-once = Un cadenassage se confirme point par point, chacun quand il est fait. `--all-items` n’est pas pour { $step }.
