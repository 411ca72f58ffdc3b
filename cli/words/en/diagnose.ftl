### What `pinpoint diagnose` says around the sentences of a diagnosis.

diagnose-gates = Before any cable
diagnose-steps = What to do
diagnose-measure = Measure next
diagnose-said = { $text } ({ $origin })
diagnose-step = { $text } ({ $who }; { $origin })
diagnose-guide = guide { $ids }
diagnose-ours = ours
diagnose-adapter = Adapter
diagnose-addresses = Address
diagnose-gateway = Default gateway
diagnose-asked = Asked for
diagnose-resolver = DNS server
diagnose-resolved = Resolved to
