"""Who learns: the capabilities of the portal, one room each."""
