### Visites, équipes, corrections, étiquettes échangées.
