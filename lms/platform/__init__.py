"""What every room of the house stands on: settings, database, migrations, clock, ids, languages, logs."""
