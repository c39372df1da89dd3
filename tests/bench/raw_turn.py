"""The least that a written turn can cost: two rows in one transaction by the raw driver, as carefully kept."""

import sqlite3
import time
import uuid
from pathlib import Path

TABLE = """
CREATE TABLE turn(
    id BLOB PRIMARY KEY, attempt_id BLOB NOT NULL, position INTEGER NOT NULL, speaker TEXT NOT NULL,
    text TEXT NOT NULL, key TEXT, at TEXT NOT NULL, UNIQUE (attempt_id, position)
)
"""
INSERT = "INSERT INTO turn(id, attempt_id, position, speaker, text, key, at) VALUES (?, ?, ?, ?, ?, ?, ?)"


def raw_turn_seconds(folder: Path, *, turns: int, said: str, answer: str) -> list[float]:
    """Write ``turns`` turns of one attempt; the seconds each took."""
    connection = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(TABLE)
    attempt, took = uuid.uuid4().bytes, []
    for turn in range(turns):
        began = time.perf_counter()
        now = time.strftime("%Y-%m-%dT%H:%M:%S")
        connection.execute("BEGIN IMMEDIATE")
        for offset, (speaker, text) in enumerate((("trainee", said), ("customer", answer))):
            row = (uuid.uuid4().bytes, attempt, 2 * turn + offset, speaker, text, uuid.uuid4().hex, now)
            connection.execute(INSERT, row)
        connection.execute("COMMIT")
        took.append(time.perf_counter() - began)
    connection.close()
    return took
