### Profils et catalogues des réseaux.
