### Comment les noms et les nombres entrent dans une phrase, et ce qui est dit quand il n’y a pas de mots.

quoted = « { $title } »
decimal-sign = ,

code-unknown = Il s’est passé quelque chose pour quoi cette version n’a pas de mots ({ $code }). Votre travail est gardé. Mettez Pinpoint à jour, ou donnez ce code à l’assistance.
