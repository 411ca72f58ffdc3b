### France.

lockout-at-once = Une consignation se confirme point par point, chacun quand il est fait. `--all-items` n’est pas pour { $step }.
