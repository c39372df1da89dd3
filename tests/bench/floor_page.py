"""The floor the product is measured against: a chat page that writes the turn, echoes it, and does nothing else.

It is a Streamlit script, run by ``tests.bench.servers``. It holds the same libraries as the product, so that memory
and garbage compare, and writes the two rows of a turn as carefully (WAL, synchronous=FULL).
"""

import gc
import os
import sqlite3
import threading
import time

# The product's third-party imports: the same memory, the same garbage to look through.
import alembic  # noqa: F401
import altair  # noqa: F401
import babel  # noqa: F401
import openai  # noqa: F401
import pandas  # noqa: F401
import pydantic_settings  # noqa: F401
import sqlmodel  # noqa: F401
import streamlit as st
import structlog  # noqa: F401


@st.cache_resource
def database() -> tuple[sqlite3.Connection, threading.Lock]:
    """The one connection and the lock that lets one session write at a time."""
    connection = sqlite3.connect(os.environ["FLOOR_DATABASE"], check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS turn(id INTEGER PRIMARY KEY, role TEXT, body TEXT, at REAL)"
    )
    gc.collect()
    gc.freeze()
    return connection, threading.Lock()


st.title("Floor")
turns: list[tuple[str, str]] = st.session_state.setdefault("turns", [])
for role, body in turns:
    st.chat_message(role).text(body)
if said := st.chat_input("say"):
    pair = [("user", said), ("assistant", f"echo: {said}")]
    writer, lock = database()
    with lock:
        writer.execute("BEGIN IMMEDIATE")
        for role, body in pair:
            writer.execute("INSERT INTO turn(role, body, at) VALUES (?, ?, ?)", (role, body, time.time()))
        writer.execute("COMMIT")
    for role, body in pair:
        st.chat_message(role).text(body)
    turns += pair
