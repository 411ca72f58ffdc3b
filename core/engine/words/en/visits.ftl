### Visits, crews, corrections, exchanged labels.
