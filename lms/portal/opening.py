"""Opening the portal: what is imported and made once, before the first visitor and not while they wait."""

import gc
import importlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from lms.platform.logging import configure_logging
from lms.portal.house import house
from scenarios.speech_acts import recogniser_for
from scenarios.transcript import LOCALES
from scoring.schema import load_rubric

# Drawn with at the first chart, half a second after a click if they were not here already.
NEEDED_LATER = ("altair", "pandas", "lms.portal.routes")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  compared with, not listened on


@asynccontextmanager
async def opened(_app: st.App) -> AsyncIterator[None]:
    """Make the house ready, say where it is, and close it at the end."""
    rooms = house()
    configure_logging(rooms.context.settings)
    for name in NEEDED_LATER:
        importlib.import_module(name)
    for locale in LOCALES:
        recogniser_for(locale)
    load_rubric("service-core")
    # What is loaded now stays; the collector need not look at it after every visitor's click.
    gc.collect()
    gc.freeze()
    sys.stdout.write(f"The portal is open: {_address()}\n")
    sys.stdout.flush()
    yield
    rooms.context.database.close()


def _address() -> str:
    address, port = st.get_option("server.address"), st.get_option("server.port")
    return f"http://{'localhost' if address in EVERYWHERE else address}:{port}"
