### Connexion, certification, appareils.

not-signed-in = Personne n’est connecté. Connectez-vous une fois avec du réseau, Pinpoint fonctionne ensuite sans.
signed-out = Vous êtes déconnecté. Reconnectez-vous, votre travail est gardé.

refresh-refused = Votre session a expiré. Reconnectez-vous, votre travail est gardé.
token-missing = { refresh-refused }
token-refused = { refresh-refused }
token-unusable = { refresh-refused }
sign-in-busy = Le serveur n’accepte pas de connexion pour le moment. Attendez une minute, puis réessayez.
sign-in-weather = { $weather } Vous n’êtes pas connecté. Réessayez quand ce sera passé.
throttled = Trop d’essais. Attendez un peu, puis réessayez.
not-certified = Votre compte n’est pas certifié pour localiser des bornes. Votre fiche est gardée et partira d’elle-même dès qu’il le sera.
device-revoked = Cet appareil n’a plus le droit d’envoyer. Votre travail est gardé. Appelez votre bureau ou le réseau.
devices-too-many = Votre compte a trop d’appareils. Demandez à votre bureau ou au réseau de retirer les anciens.
device-differs = Cet appareil est inscrit pour un autre compte. Connectez-vous avec ce compte, ou appelez le réseau.
company-differs = Cette fiche a été scellée pour une autre entreprise. Appelez le réseau.
back-office-only = Seules les personnes du réseau peuvent voir ceci.
