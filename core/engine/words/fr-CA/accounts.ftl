### Connexion, certification, appareils.

sign-in-refused = Aucun compte n’a ce courriel et ce mot de passe. Vérifiez les deux et réessayez.
