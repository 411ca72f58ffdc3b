### Étiquettes, adresses MAC, mots de passe, numéros de série, positions : ce qui ne va pas, et à quel endroit.

## Étiquettes, adresses MAC, mots de passe

label-not-a-link = Ce code n’est pas une étiquette d’activation. Cherchez celle qui porte l’adresse MAC, près de la plaque signalétique.
label-not-https = Ce code mène à une adresse { $scheme } non protégée. Ce n’est pas une étiquette d’activation : ne l’ouvrez pas.
label-foreign-host = Ce code mène à { $host }, qui n’est pas ce réseau. L’étiquette est peut-être fausse : ne l’ouvrez pas et prévenez le réseau.
label-not-a-label-path = Ce code appartient à { $host }, mais n’est pas une étiquette d’activation.
mac-length = Une adresse MAC a 12 ou 16 caractères, celle-ci en a { $digits }. Comparez-la avec l’étiquette.
mac-character = « { $found } », en position { $at }, n’existe pas dans une adresse MAC. Seuls 0–9 et A–F existent : c’est peut-être un zéro ou un huit.
password-length = Un mot de passe d’activation a de 4 à 32 caractères, celui-ci en a { $characters }. Comparez-le avec l’étiquette.
password-space = Il y a une espace en position { $at } du mot de passe d’activation. Enlevez-la.
password-character = Le signe en position { $at } n’existe pas dans un mot de passe d’activation. Comparez-le avec l’étiquette.

## Numéro de série et position

serial-length = Un numéro de série a de 4 à 40 lettres et chiffres, celui-ci en a { $characters }. Comparez-le avec la plaque signalétique.
serial-character = « { $found } » ({ $code_point }), en position { $at }, n’a pas sa place dans un numéro de série. Tapez-le comme il est écrit sur la plaque signalétique.
serial-last-four-differ = Ce ne sont pas les quatre derniers caractères du numéro scanné. Regardez encore la plaque signalétique.
serial-entries-differ = Les deux saisies diffèrent à partir du caractère { $at }. Regardez la plaque signalétique, puis tapez-le encore.
serial-type-twice = Un numéro de série tapé se tape une seconde fois en entier.
serial-first-missing = Scannez ou tapez d’abord le numéro de série en entier.
coordinate-latitude = Une latitude est entre −{ $limit }° et { $limit }°. Latitude et longitude sont peut-être échangées.
coordinate-longitude = Une longitude est entre −{ $limit }° et { $limit }°.
coordinate-format = Une position est faite de deux nombres, par exemple 48.8583701, 2.2944813.
circuit-name = Le nom d’un circuit a de 1 à 40 caractères, celui-ci en a { $characters }. Prenez le nom écrit au tableau, par exemple F12.

## Tout identifiant : un caractère trompeur

character-hidden = Il y a un signe caché ({ $code_point }) en position { $at }. Effacez-le, ou tapez tout à la main.
character-look-alike = « { $found } » ({ $code_point }), en position { $at }, ressemble seulement à « { $meant } ». Comparez avec ce qui est imprimé.

## Étiquettes sous forme de texte

label-disguised = Ce code cache qu’il mène à { $host }. Aucune vraie étiquette ne le fait : ne l’ouvrez pas et prévenez le réseau.
label-macs-differ = Il y a ici deux adresses MAC, { $one } et { $other }. Prenez seulement l’étiquette de cette borne.
label-passwords-differ = Il y a ici deux mots de passe d’activation. Prenez seulement l’étiquette de cette borne.
label-mac-missing = L’adresse MAC manque. Prenez toute l’étiquette, ou tapez l’adresse MAC.
label-password-missing = L’adresse MAC est { $mac }, le mot de passe d’activation manque. Tapez-le d’après l’étiquette.
mac-grouping = À partir de la position { $at }, les groupes de cette adresse MAC diffèrent des précédents. Comparez-la avec l’étiquette.
warning-mac-all-zero = Cette adresse MAC n’a que des zéros, comme celle d’aucune borne. Comparez-la avec l’étiquette.
warning-mac-broadcast = Cette adresse MAC n’a que des lettres F, comme celle d’aucune borne. Comparez-la avec l’étiquette.
warning-mac-multicast = Cette adresse MAC est celle d’un groupe d’appareils, pas d’une seule borne. Comparez ses deux premiers caractères avec l’étiquette.
warning-mac-locally-administered = Aucun fabricant n’a donné cette adresse MAC. Comparez ses deux premiers caractères avec l’étiquette.
warning-password-unusual = Ce mot de passe d’activation n’est pas comme les autres, de 4 à 10 lettres et chiffres. Comparez-le avec l’étiquette.

## Numéros de série d’un modèle

warning-serial-look-alike = « { $found } », en position { $at }, est d’habitude « { $meant } » sur ce modèle. Comparez avec la plaque signalétique.
warning-serial-shape = Les numéros de série de ce modèle ont d’habitude la forme { $expected } (`#` pour un chiffre, `@` pour une lettre, `?` pour l’un ou l’autre). Comparez avec la plaque signalétique.
serial-pattern-length = Un modèle de numéro de série a de 4 à 40 places, celui-ci en a { $places }.
serial-pattern-character = « { $found } » ({ $code_point }), en position { $at }, n’est dans aucun numéro de série. Utilisez lettres, chiffres, `#`, `@` et `?`.

## Microprogramme

firmware-number-missing = Il manque un nombre en position { $at }. Tapez la version comme la borne l’affiche, par exemple 2024.03.00.428.
firmware-character = « { $found } » ({ $code_point }), en position { $at }, n’a pas sa place dans une version de microprogramme. Tapez-la comme la borne l’affiche, par exemple 2024.03.00.428.
firmware-length = Une version de microprogramme a au plus 50 caractères, celle-ci en a { $characters }. Tapez-la comme la borne l’affiche.

## Cartes SIM

iccid-length = Le numéro d’une carte SIM a de 18 à 20 chiffres, celui-ci en a { $digits }. Comparez-le avec la carte.
iccid-prefix = Le numéro d’une carte SIM commence par 89. Comparez-le avec la carte.
iccid-character = « { $found } » ({ $code_point }), en position { $at }, n’a pas sa place dans le numéro d’une carte SIM. Tapez les chiffres de la carte.
warning-iccid-check-digit = Le dernier chiffre ne va pas avec les autres, le plus souvent une faute de frappe. Comparez le numéro avec la carte SIM.

## Points de recharge

evse-country-missing = Le pays manque en position { $at }. Un identifiant EVSE commence par deux lettres (DE*AB7*E840), ou par + et des chiffres (+49*810*000).
evse-operator-missing = L’opérateur manque en position { $at }. Trois lettres ou chiffres suivent le pays, comme dans DE*AB7*E840.
evse-kind-missing = La lettre E manque en position { $at }. Elle suit l’opérateur, comme dans DE*AB7*E840.
evse-star-missing = Il manque une étoile en position { $at }, comme dans +49*810*000.
evse-outlet-missing = Le point de recharge manque en position { $at }, comme dans DE*AB7*E840.
evse-character = « { $found } » ({ $code_point }), en position { $at }, n’a pas sa place dans un identifiant EVSE. Comparez-le avec la borne.
evse-length = La dernière partie de cet identifiant EVSE a plus de { $limit } caractères. Comparez-le avec la borne.

## Numéros de téléphone

phone-national = Ce numéro ne marche que dans un pays. Commencez par + et l’indicatif du pays, par exemple +1 514 555 0142.
phone-country-code = Aucun indicatif de pays ne commence par 0. Enlevez le 0, par exemple +33 1 99 00 01 42.
phone-length = Un numéro de téléphone a de 7 à 15 chiffres avec l’indicatif du pays, celui-ci en a { $digits }.
phone-character = « { $found } » ({ $code_point }), en position { $at }, ne se compose pas. Tapez seulement des chiffres après un +.

## Positions sous forme de texte

coordinate-plus-code = Un Plus Code nomme un carré, pas une place de stationnement. Copiez plutôt les deux nombres de la position.
coordinate-link = Ce lien vers { $host } ne dit pas de position. Ouvrez-le dans la carte, marquez l’endroit et copiez les deux nombres.
coordinate-side = « O », en position { $at }, veut dire ouest en français et est en allemand. Écrivez W ou E.
coordinate-character = « { $found } » ({ $code_point }), en position { $at }, n’a pas sa place dans une position. Écrivez-la comme 48.8583701, 2.2944813.
warning-coordinate-map-view = C’est le centre d’une carte que quelqu’un a regardée, pas un endroit marqué. Comparez avec la place de stationnement.
warning-coordinate-zero = 0, 0 est un point en pleine mer. Un programme qui ne connaissait pas la position l’a peut-être écrit.
