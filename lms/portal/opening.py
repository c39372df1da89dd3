"""Opening the portal: what is imported and made once, before the first visitor and not while they wait."""

import gc
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import import_module
from threading import Thread

import streamlit as st
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.logging import configure_logging
from lms.platform.settings import load_settings
from lms.platform.single_sign_on import write_secrets
from lms.portal.house import House, PracticeRoom, furnish
from lms.portal.links import site_path
from lms.portal.routes import PAGES
from scenarios.speech_acts import recogniser_for
from scenarios.transcript import LOCALES
from scoring.schema import load_rubric

# What the first visitor sees: the way in, or home for whoever is signed in still.
NEEDED_FIRST = ("lms.portal.pages.sign_in", "lms.portal.pages.home")
# Altair is what takes longest; Streamlit would import it at the first chart.
NEEDED_SOON = (*(f"lms.portal.pages.{name}" for name in PAGES), "altair", "pandas")
FIRST_PAGE_S = 4.0
"""A browser that opens the portal as soon as it answers has drawn its first page by then, in seconds."""
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  compared with, not listened on


def opening(practice_room: PracticeRoom) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """The life of the portal's process, from before its first visitor to after its last.

    Args:
        practice_room: makes the practice room; the front door knows who plays and who judges.
    """

    @asynccontextmanager
    async def life(_app: st.App) -> AsyncIterator[None]:
        settings = load_settings()
        configure_logging(settings)
        # The one file of secrets: none that lies in somebody's home or folder decides who gets in.
        config.set_option("secrets.files", [str(write_secrets(settings, address=_address()))])
        # Our pages/ holds modules, not the scripts Streamlit takes it for until the first page has been drawn: an
        # address below it, opened first after a start, would stay empty.
        PagesManager.uses_pages_directory = False
        rooms = furnish(Context(open_database(settings), settings), practice_room)
        for name in NEEDED_FIRST:
            import_module(name)
        sys.stdout.write(f"The portal is open: {_address()}\n")
        sys.stdout.flush()
        Thread(target=_warm_up, args=(rooms,), name="warm-up", daemon=True).start()
        yield
        rooms.close()

    return life


def _warm_up(rooms: House) -> None:
    """Import and read what the pages after the first one need, once a visitor who waited has seen that one.

    At once, it would take the interpreter from the visitor: the first page came 1.5 seconds later.
    """
    time.sleep(FIRST_PAGE_S)
    # It comes with NumPy, which the pages bring along.
    from scenarios.speech_acts.full_reader import judging_reader_for

    for name in NEEDED_SOON:
        import_module(name)
    for locale in LOCALES:
        recogniser_for(locale)
        # Where it is not at hand, patterns hear alone: ``lms doctor`` says why.
        judging_reader_for(locale)
    load_rubric("service-core")
    for locale in LOCALES:
        rooms.answers.book(locale)
    rooms.answers.told()
    if rooms.practice.jobs is not None:
        rooms.practice.jobs.open()
    # What is loaded now stays; the collector need not look at it after every visitor's click.
    gc.collect()
    gc.freeze()


def _address() -> str:
    address, port = st.get_option("server.address"), st.get_option("server.port")
    return f"http://{'localhost' if address in EVERYWHERE else address}:{port}{site_path()}"
