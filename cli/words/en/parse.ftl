### What `pinpoint parse` says around the sentences about a text.

parse-place = code: { $code }, position { $at }
catalog-manufacturer-unknown = The catalog has no manufacturer “{ $manufacturer }”. Type it as it stands on the type plate.
catalog-model-unknown = The catalog has no model “{ $model }”. Type it as it stands on the type plate.
text-not-utf8 = From character { $at } on, this is no text in UTF-8. Copy it once more.
text-too-long = This line has more than { $kilobytes } kB. One text a line is read.
