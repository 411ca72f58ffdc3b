### Ce qui est refusé pendant le travail, et ce qui mérite seulement un second regard.

lockout-of-others =
    { $others ->
        [one] Le courant reste coupé : une autre personne a consigné le circuit { $circuit }. Elle seule retire son cadenas.
       *[other] Le courant reste coupé : { $others } autres personnes ont consigné le circuit { $circuit }. Elles seules retirent leurs cadenas.
    }
field-car_park = Parking
field-state = Région
