### Profiles and catalogs of networks.
