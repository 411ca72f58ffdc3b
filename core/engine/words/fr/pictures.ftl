### Photos et images de la caméra.

picture-empty = Ce fichier est vide. Reprenez la photo.
picture-not-an-image = Ce fichier n’est pas une image ({ $found }). Choisissez une photo.
picture-format-unsupported = Les images de ce format ne se lisent pas ({ $found }). Prenez la photo en JPEG ou en PNG.
picture-too-large = { $width_px } × { $height_px } pixels, c’est trop. Le maximum est { $limit_px }. Prenez la photo avec l’appareil du téléphone.
picture-damaged = Ce fichier { $media_type } est abîmé ({ $damage }). Reprenez la photo.
found-html = une page web
found-text = du texte
found-unknown = des octets d’aucune sorte connue
damage-cut-short = il s’arrête avant la fin de l’image
damage-undecodable = son contenu contredit le format
picture-unreadable = Cette image n’a pas pu être ouverte ({ $reason }). Choisissez-la de nouveau, ou prenez-en une autre.
photo-too-long = Ce fichier fait plus de { $megabytes } Mo, et aucune photo n’est aussi lourde. Choisissez-en une autre.
frame-empty = La caméra a donné une image vide. Réessayez.
frame-stride-too-small = { frame-empty }
frame-too-short = { frame-empty }
frame-crop-outside = { frame-empty }

photo-portrait = La photo est plus haute que large. Les conducteurs voient mieux quand le téléphone est à l’horizontale.
photo-small = La photo est petite : { $width_px } × { $height_px } pixels. Prenez-la à la taille complète de l’appareil.
photo-dark = La photo est sombre. Éclairez ou utilisez le flash, puis reprenez-la.
photo-blurred = La photo est floue. Essuyez l’objectif, tenez-le immobile, puis reprenez-la.
