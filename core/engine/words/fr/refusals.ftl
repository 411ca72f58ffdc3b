### Ce qui est refusé pendant le travail, et ce qui mérite seulement un second regard.

## À regarder, sans rien bloquer

warning-seal-after-screen = Cette borne a un écran. Mieux vaut sceller après y avoir vu l’adresse MAC : une étiquette échangée se corrige encore.
warning-fix-vague = Votre téléphone ne connaît sa position qu’à { $metres } m près. Regardez bien où se trouve le repère.
warning-fix-mock = La position vient d’une autre application ou d’un autre appareil. La fiche le dira.
warning-pin-far = Le repère est à { $metres } m de votre téléphone. Vérifiez que c’est le bon site.
warning-firmware-minimum-unknown = Le réseau ne donne pas de microprogramme minimal pour { $model }. Demandez à l’assistance si Ethernet peut être activé.
warning-not-online = La borne n’est pas encore en ligne : liaison { $link }, VPN { $vpn }, connexion { $cloud }. Cherchez ce qu’il faut faire, puis relisez la page.

mark-grant-expired = Votre connexion avait expiré quand vous avez scellé. Le réseau regardera peut-être de plus près.
mark-mock-location = La position venait d’une autre application ou d’un autre appareil.
mark-other = La fiche porte une remarque que cette version ne connaît pas. Mettez l’application à jour.

## Sécurité

stop = ARRÊT. L’armoire est ouverte et le circuit n’est pas sûr. Retirez vos mains et faites d’abord ceci : { $missing }.
lockout-incomplete = L’armoire reste fermée tant que le circuit n’est pas sûr. Il reste : { $missing }.
lockout-order = Une chose après l’autre. D’abord : { $first }.
reading-missing = Entrez ce qu’indique l’appareil de mesure pour { $item }.
voltage-present = L’appareil indique { $volts } V, et un circuit hors tension { $limit } V au plus. Considérez ce circuit SOUS TENSION et restez loin de l’armoire. Trouvez le bon disjoncteur, puis recommencez.
cabinet-already-open = L’armoire est déjà ouverte.
cabinet-not-open = L’armoire est fermée. Ouvrez-la d’abord, une fois le circuit en sécurité.
cabinet-open-on-circuit =
    { $open ->
        [one] Le courant reste coupé : une armoire du circuit { $circuit } est encore ouverte. Refermez-la d’abord.
       *[other] Le courant reste coupé : { $open } armoires du circuit { $circuit } sont encore ouvertes. Refermez-les d’abord.
    }
undo-physical = { $step } a eu lieu et ne s’annule pas d’un toucher. Faites l’étape contraire.

## Le déroulement

job-unknown = Ce téléphone ne connaît pas ce travail. Revenez à la liste et choisissez de nouveau.
job-exists = Ce travail existe déjà, avec une autre étiquette ou un autre circuit. Commencez un nouveau travail pour cette borne.
playbook-missing = Les étapes de ce travail ne sont pas sur ce téléphone. Connectez-vous une fois pour les recevoir, ou mettez Pinpoint à jour.
journal-newer = Un Pinpoint plus récent a écrit dans ce travail. Rien n’est perdu. Mettez l’application à jour pour continuer.
step-unknown = Ce travail n’a pas cette étape. Mettez Pinpoint à jour et réessayez.
item-unknown = { $step } n’a pas cet élément. Mettez Pinpoint à jour et réessayez.
answer-kind = { $step } demande une autre sorte de réponse.
step-locked = Pas encore { $step }. Faites d’abord { $missing }.
step-not-for-station = { $step } ne concerne pas cette borne.
sealed = La fiche est scellée. { $step } ne change plus jamais.
not-ready-to-seal = Avant de sceller, terminez { $missing }.
seal-shown-differs = L’écran montrait { $confirmed }, mais le travail contient { $actual }. Rien n’a été scellé. Regardez encore et confirmez ce qui est juste.
sealed-already = Cette fiche est déjà scellée. Il n’y a plus rien à faire ici.
nothing-to-seal = Ce travail n’a pas de fiche à sceller. Il est fini quand ses étapes sont faites.
restart-too-soon = Laissez le disjoncteur coupé encore un peu. Il manque { $seconds } s.
iccid-same = Les deux cartes SIM ont le numéro { $iccid }. Lisez l’autre carte.
mac-differs = L’écran montre { $shown }, votre étiquette dit { $label }. Deux étiquettes sont peut-être échangées : regardez la borne voisine.
text-length = { $field } : de 1 à { $limit } caractères, sans retour à la ligne ni caractère caché.
country = { $country } n’est pas un code de pays. Utilisez trois lettres, par exemple CAN ou FRA.
screen-unknown = { $manufacturer } { $model } n’est pas au catalogue. Dites si cette borne a un écran.
photo-not-landscape = La photo fait { $width_px } × { $height_px } pixels, plus haute que large. Tournez le téléphone et reprenez-la.
visit-unknown = Ce téléphone ne connaît pas cette visite.
label-of-another = La fiche est scellée avec l’adresse MAC { $sealed }, cette étiquette dit { $label }. Scannez l’étiquette de la borne scellée.
not-sealed = Ce travail n’est pas encore scellé.

field-manufacturer = Fabricant
field-model = Modèle
field-address = Adresse
field-city = Ville
field-postal_code = Code postal
field-building = Bâtiment
field-floor = Étage
field-bay = Place
field-parking_restrictions = Restrictions de stationnement
