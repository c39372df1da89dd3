"""The front door: the portal's pages, the HTTP routes beside them, start-up and shut-down.

``lms serve`` opens it; ``streamlit run streamlit_app.py`` does too, once ``lms migrate`` has made the database.
"""

import logging

import streamlit as st
from starlette.middleware import Middleware

from lms.api import FlatAddresses, ProviderAnswers, QuietHeaders, routes
from lms.portal.house import house
from lms.portal.links import site_path
from lms.portal.opening import opening
from lms.wiring import practice_room

# The server's own account of its start; the one line that tells the address says all that a person wants to know.
logging.getLogger("uvicorn.error").setLevel(logging.WARNING)

app = st.App(
    "lms/portal/shell.py",
    routes=routes(house, below=site_path()),
    lifespan=opening(practice_room),
    middleware=[
        Middleware(QuietHeaders),
        Middleware(FlatAddresses, below=site_path()),
        Middleware(ProviderAnswers, below=site_path()),
    ],
)
