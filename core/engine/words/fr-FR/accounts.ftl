### Connexion, certification, appareils.

sign-in-refused = Aucun compte n’a cet e-mail et ce mot de passe. Vérifiez les deux et réessayez.
