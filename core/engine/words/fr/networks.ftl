### Ce que publient les réseaux, profils, catalogues et adresses : ce qui est cru, et ce qui ne va pas dans un fichier que quelqu’un écrit.

## Ce que le serveur propose

signature-key-out-of-time = Ceci porte une date à laquelle la clé { $key_id } ne comptait pas. Le document a été écarté et rien n’a été effacé. Prévenez le réseau.
publication-form = { $document ->
    [addresses] La liste d’adresses du réseau
    [catalog] Le catalogue du réseau
   *[profile] Le profil du réseau
} est écrit dans la forme { $found }, que cette version ne lit pas. Mettez Pinpoint à jour ; d’ici là, ce que vous avez reste en service.
publication-network = Le serveur propose le profil de { $found }, et ce réseau est { $expected }. Ce que vous avez reste en service. Prévenez le réseau.
publication-rolled-back = { $document ->
    [addresses] Le serveur propose la liste d’adresses, version
    [catalog] Le serveur propose le catalogue
   *[profile] Le serveur propose le profil
} { $found }, plus ancien que celui que vous avez ({ $kept }), qui reste en service. Prévenez le réseau.
publication-reused = { $document ->
    [addresses] Il y a deux listes d’adresses différentes
    [catalog] Il y a deux catalogues différents
   *[profile] Il y a deux profils différents
} de version { $version }. Ce que vous avez reste en service. Prévenez le réseau.
publication-not-yet = { $document ->
    [addresses] La liste d’adresses que le serveur propose
    [catalog] Le catalogue que le serveur propose
   *[profile] Le profil que le serveur propose
} ne compte qu’à partir du { $from }. Ce que vous avez reste en service. L’horloge de cet appareil est-elle à l’heure ?
publication-expired = { $document ->
    [addresses] La liste d’adresses que le serveur propose
    [catalog] Le catalogue que le serveur propose
   *[profile] Le profil que le serveur propose
} a expiré le { $since }. Ce que vous avez reste en service. Prévenez le réseau.
mark-profile-expired = Le profil du réseau avait expiré quand vous avez scellé. Le réseau regardera peut-être de plus près.
catalog-unknown = Le réseau n’a pas publié de catalogue. Choisissez ou tapez le modèle comme le dit la plaque signalétique.
addresses-unknown = Le réseau n’a pas publié d’adresses. Écrivez l’adresse vous-même.
map-unknown = Le réseau n’a pas de carte ici. Placez le repère sur le plan en mètres.

## Un fichier que quelqu’un a écrit

document-too-long = Plus de { $megabytes } Mo, ce n’est pas un tel document.
document-not-utf8 = À partir d’ici, ce n’est plus de l’UTF-8. Enregistrez le fichier en UTF-8.
document-cut = Le fichier finit trop tôt : quelque chose est encore ouvert. A-t-il été copié en entier ?
document-unexpected = « { $found } » ({ $code_point }) ne peut pas se trouver ici.
document-nested = Plus de { $limit } listes et objets les uns dans les autres, ce n’est pas un tel document.
document-too-many = Plus de { $limit } valeurs, ce n’est pas un tel document.
document-name-twice = « { $name } » est écrit deux fois ici. Gardez-en un.
document-field-unknown = Il n’y a pas de champ « { $name } » ici. Est-il bien écrit ?
document-shape = Ceci ne convient pas ici : { $reason }.

## Un profil, un catalogue ou des adresses que quelqu’un a écrits

network-form = La forme { $found } n’est pas connue ; cette version lit la forme 1.
network-version = Les versions comptent à partir de 1.
network-validity = La fin est avant le début.
network-text = Il faut ici de 1 à { $limit } caractères visibles, sans espace autour.
network-twice = « { $name } » est écrit deux fois. Gardez-en un.
network-url = « { $url } » n’est pas une adresse https.
network-host = « { $host } » n’est pas un hôte comme on le compare : en minuscules, sans schéma, port ni chemin.
network-label-shape = Les étiquettes de forme « { $shape } » ne peuvent pas être lues. Il y a { $known }.
network-path-segment = « { $segment } » n’est pas une partie d’un chemin : lettres, chiffres et `- _ . ~` seulement.
network-region = « { $region } » n’est pas une région. Écrivez deux majuscules, par exemple CA.
network-phone = « { $phone } » n’est pas un numéro de téléphone comme on le compose de partout, par exemple +15145550142.
network-port = Il n’y a pas de port 0.
network-locale = « { $locale } » n’est pas une langue. Écrivez fr, ou fr-CA.
network-words-missing = Il n’y a pas de mots en { $locale } ici.
network-keys-missing = Les clés publiques du serveur manquent. Donnez-les avec `--keys`.
network-key-algorithm = La clé { $id } n’est pas d’Ed25519, avec quoi un réseau signe.
network-key-public = La clé { $id } est celle du réseau de démonstration : tout le monde peut signer avec elle. Faites vos propres clés.
network-key-unknown = Il n’y a pas de clé { $id } parmi les clés.
network-succession = Aucune racine antérieure n’a signé cette succession pour ce réseau.
network-manufacturer-unknown = Le catalogue ne connaît pas de fabricant « { $manufacturer } ».
network-image-name = « { $file } » n’est pas le simple nom d’un fichier SVG : minuscules, chiffres et traits d’union, puis .svg.
network-image-missing = Il n’y a pas de fichier { $file }.
network-image-differs = Le dessin { $file } a une autre empreinte : { $digest }.
network-image-large = Le dessin { $file } a plus de { $limit } octets.
network-addresses-many = Une liste a au plus { $limit } adresses : aucun téléphone n’en prend davantage. Laissez de côté les régions où personne ne travaille.
