"""The services of this process, made once."""

from dataclasses import dataclass

import streamlit as st

from lms.catalogue.gallery import Catalogue
from lms.people import Sessions
from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.settings import load_settings


@dataclass(frozen=True)
class House:
    context: Context
    sessions: Sessions
    catalogue: Catalogue


@st.cache_resource
def house() -> House:
    settings = load_settings()
    context = Context(open_database(settings), settings)
    return House(context, Sessions(context), Catalogue(context))
