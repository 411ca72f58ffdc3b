### Ce que `pinpoint parse` dit autour des phrases sur un texte.

parse-place = code : { $code }, position { $at }
text-not-utf8 = À partir du caractère { $at }, ce n’est plus un texte en UTF-8. Copiez-le encore une fois.
text-too-long = Cette ligne a plus de { $kilobytes } ko. Un seul texte se lit par ligne.
