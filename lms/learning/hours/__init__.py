"""Training hours: the ledger, its yearly targets and coverage, classes with their rosters, the inspector's pack."""
