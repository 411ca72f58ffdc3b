### Photos et images de la caméra.

picture-empty = Ce fichier est vide. Reprenez la photo.
picture-not-an-image = Ce fichier n’est pas une image ({ $found }). Choisissez une photo.
picture-format-unsupported = Les images de ce format ne se lisent pas ({ $found }). Prenez la photo en JPEG ou en PNG.
picture-too-large = { $width_px } × { $height_px } pixels, c’est trop. Le maximum est { $limit_px }. Prenez la photo avec l’appareil du téléphone.
picture-damaged = Ce fichier { $media_type } est abîmé ({ $damage }). Reprenez la photo.
photo-too-long = Ce fichier fait plus de { $megabytes } Mo, aucune photo n’est si longue. Choisissez-en une autre.
frame-empty = La caméra a donné une image vide. Réessayez.
frame-stride-too-small = { frame-empty }
frame-too-short = { frame-empty }
frame-crop-outside = { frame-empty }

photo-portrait = La photo est plus haute que large. Les conducteurs voient mieux quand le téléphone est à l’horizontale.
photo-small = La photo est petite : { $width_px } × { $height_px } pixels. Prenez-la à la taille complète de l’appareil.
photo-dark = La photo est sombre. Allumez une lumière ou le flash, puis reprenez-la.
photo-blurred = La photo est floue. Essuyez l’objectif, tenez-le immobile, puis reprenez-la.
