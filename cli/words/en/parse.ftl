### What `pinpoint parse` says around the sentences about a text.

parse-place = code: { $code }, position { $at }
text-not-utf8 = From character { $at } on, this is no text in UTF-8. Copy it once more.
text-too-long = This line has more than { $kilobytes } kB. One text a line is read.
