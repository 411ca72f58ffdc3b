### Québec et Canada.

circuit-name = Le nom d’un circuit a de 1 à 40 caractères, celui-ci en a { $characters }. Prenez le nom écrit au panneau, par exemple F12.
