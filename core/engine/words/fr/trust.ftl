### Signatures, clés et reçus : ce qui est cru.

signature-type = Ceci est signé pour autre chose et a été écarté.
signature-unknown-key = Ceci est signé par une clé que Pinpoint ne connaît pas. Rien n’a été effacé. Connectez-vous une fois pour renouveler le profil du réseau.
signature-forged = La signature ne correspond pas. Le document a été écarté et rien n’a été effacé. Prévenez le réseau.
signature-payload = Signé, mais illisible. Mettez Pinpoint à jour et réessayez.
capsule-key = La clé du réseau pour les mots de passe est abîmée, le vôtre n’a donc pas été gardé. Connectez-vous une fois pour renouveler le profil du réseau.
capsule-shut = Le mot de passe d’activation n’a pas pu être ouvert pour cette borne.
receipt-network = Un reçu d’un autre réseau est revenu. Il a été écarté et votre fiche est gardée.
receipt-subject = Un reçu pour autre chose est revenu. Il a été écarté et votre fiche est gardée.
receipt-digest = Un reçu pour d’autres octets est revenu. Il a été écarté et votre fiche est gardée.
not-believed =
    { $document ->
        [grant] L’autorisation donnée par le réseau a été écartée. Rien n’a changé. Prévenez le réseau.
        [receipt] Le reçu du réseau a été écarté. Rien n’a changé. Prévenez le réseau.
       *[profile] Le profil du réseau a été écarté. Rien n’a changé. Prévenez le réseau.
    }
