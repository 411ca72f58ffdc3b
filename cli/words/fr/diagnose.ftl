### Ce que dit `pinpoint diagnose` autour des phrases d’un diagnostic.

diagnose-gates = Avant tout câble
diagnose-steps = Ce qu’il faut faire
diagnose-measure = À mesurer ensuite
diagnose-said = { $text } ({ $origin })
diagnose-step = { $text } ({ $who } ; { $origin })
diagnose-guide = guide { $ids }
diagnose-ours = notre ajout
diagnose-adapter = Carte
diagnose-addresses = Adresse
diagnose-gateway = Passerelle par défaut
diagnose-asked = Nom demandé
diagnose-resolver = Serveur DNS
diagnose-resolved = Résolu en
