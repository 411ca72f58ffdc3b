### Ce qui est refusé pendant le travail, et ce qui mérite seulement un second regard.

lockout-of-others =
    { $others ->
        [one] Le courant reste coupé : une autre personne a cadenassé le circuit { $circuit }. Elle seule retire son cadenas.
       *[other] Le courant reste coupé : { $others } autres personnes ont cadenassé le circuit { $circuit }. Elles seules retirent leurs cadenas.
    }
field-car_park = Stationnement
field-state = Province
