### How names and numbers stand in a sentence, and what is said where there are no words.

quoted = “{ $title }”
decimal-sign = .

code-unknown = Something happened that this version has no words for ({ $code }). Your work is kept. Update Pinpoint, or tell support this code.
