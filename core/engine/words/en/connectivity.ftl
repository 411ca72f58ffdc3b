### The connection of a station: link, VPN, cloud, and what a pasted text shows.
