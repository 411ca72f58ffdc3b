### La connexion d’une borne : liaison, VPN, nuage, et ce que montre un texte collé.
