### France.

advice-call-support = Contactez le service client du réseau. Dites ce que montre la borne et ce que vous avez mesuré.
advice-call-support-if-trouble = S’il y a toujours des problèmes, contactez le service client du réseau.
advice-ask-which-way = Demandez au service client du réseau par quel chemin il voit la borne.
