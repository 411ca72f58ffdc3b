### Ce que `pinpoint parse` dit autour des phrases sur un texte.

parse-place = code : { $code }, position { $at }
catalog-manufacturer-unknown = Le catalogue n’a pas de fabricant « { $manufacturer } ». Écrivez-le comme sur la plaque signalétique.
catalog-model-unknown = Le catalogue n’a pas de modèle « { $model } ». Écrivez-le comme sur la plaque signalétique.
text-not-utf8 = À partir du caractère { $at }, ce n’est plus un texte en UTF-8. Copiez-le encore une fois.
text-too-long = Cette ligne a plus de { $kilobytes } ko. Un seul texte se lit par ligne.
