"""Pages drawn without a browser, for somebody of the demo bank."""

from collections.abc import Mapping

from streamlit.testing.v1 import AppTest

from lms.people import DemoBank
from lms.portal.house import House
from tests.integration.practice.rehearsal import somebody

SCRIPT = """
from importlib import import_module
import streamlit as st
from lms.portal.routes import pages_for
from lms.portal.visit import require_visit
st.navigation(pages_for(require_visit()), position="hidden")
import_module("lms.portal.pages.{page}").page()
"""


def drawn(
    house: House, bank: DemoBank, page: str, account: str, address: Mapping[str, str] | None = None
) -> AppTest:
    """A page as somebody of the demo bank sees it, drawn without a fault."""
    actor = somebody(house.context, bank.one_click(account).person_id)
    at = AppTest.from_string(SCRIPT.format(page=page), default_timeout=60)
    at.session_state["lms_session"] = house.sessions.redeem_ticket(house.sessions.issue_ticket(actor))
    for name, value in (address or {}).items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at
