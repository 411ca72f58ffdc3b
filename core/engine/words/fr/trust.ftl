### Signatures, clés et reçus : ce qui est cru.

signature-type = Ceci est signé pour autre chose et n’a pas été cru.
signature-unknown-key = Ceci est signé par une clé que Pinpoint ne connaît pas. Rien n’a été effacé. Connectez-vous une fois pour renouveler le profil du réseau.
signature-forged = La signature ne correspond pas. Elle n’a pas été crue et rien n’a été effacé. Prévenez le réseau.
signature-payload = Signé, mais illisible. Mettez Pinpoint à jour et réessayez.
capsule-key = La clé du réseau pour les mots de passe est abîmée, le vôtre n’a donc pas été gardé. Connectez-vous une fois pour renouveler le profil du réseau.
capsule-shut = Le mot de passe d’activation n’a pas pu être ouvert pour cette borne.
receipt-network = Un reçu d’un autre réseau est revenu. Il n’a pas été cru et votre fiche est gardée.
receipt-subject = Un reçu pour autre chose est revenu. Il n’a pas été cru et votre fiche est gardée.
receipt-digest = Un reçu pour d’autres octets est revenu. Il n’a pas été cru et votre fiche est gardée.
not-believed = Un document du réseau n’a pas été cru ({ $document }). Rien n’a changé. Prévenez le réseau.
