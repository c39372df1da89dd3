"""Identifiers: UUIDs of version 7, which sort by the time they were made."""

import uuid_utils


def new_id() -> str:
    """A new UUIDv7 in its 36-character form; ids made later sort after those made earlier."""
    return str(uuid_utils.uuid7())
