### Étiquettes, adresses MAC, mots de passe, numéros de série, positions : ce qui ne va pas, et à quel endroit.

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
serial-character = « { $found } » ({ $code_point }), en position { $at }, n’a pas sa place dans un numéro de série. Tapez-le comme il est sur la plaque signalétique.
serial-last-four-differ = Ce ne sont pas les quatre derniers caractères du numéro scanné. Regardez encore la plaque signalétique.
serial-entries-differ = Les deux saisies diffèrent à partir du caractère { $at }. Regardez la plaque signalétique, puis tapez-le encore.
serial-type-twice = Un numéro de série tapé se tape une seconde fois en entier.
serial-first-missing = Scannez ou tapez d’abord le numéro de série en entier.
coordinate-latitude = Une latitude est entre −{ $limit }° et { $limit }°. Latitude et longitude sont peut-être échangées.
coordinate-longitude = Une longitude est entre −{ $limit }° et { $limit }°.
coordinate-format = Une position est faite de deux nombres, par exemple 48.8583701, 2.2944813.
circuit-name = Le nom d’un circuit a de 1 à 40 caractères, celui-ci en a { $characters }. Prenez le nom écrit au tableau, par exemple F12.
