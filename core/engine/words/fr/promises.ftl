### Les trois promesses : elles ne partagent aucun mot.

promise-made-safe = Circuit sécurisé
promise-saved-phone = Enregistré sur ce téléphone
promise-saved-server = Enregistré sur le serveur
promise-verified-online = Vérifié en ligne
