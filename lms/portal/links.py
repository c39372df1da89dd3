"""Ways from page to page, by name: ``go("brief", scenario=slug)``.

The pages enter themselves in ``routes``; a page that links to another need not import it.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st

Draw = Callable[[], None]
_pages: dict[str, Draw] = {}


def site_path() -> str:
    """The path of another site below which the portal is served, ``/training``; empty where the site is its own."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def public_address(set_to: str) -> str:
    """The portal's address as people outside reach it: the one that is set, else as this browser reached it."""
    address = st.context.url
    here = urlsplit(address if isinstance(address, str) else "")
    return set_to or f"{here.scheme}://{here.netloc}{site_path()}"


def enter(pages: dict[str, Draw]) -> None:
    """Make pages known under their addresses; ``home`` is the address without a path."""
    _pages.update(pages)


def page_at(name: str, *, title: str | None = None, icon: str | None = None, shown: bool = False) -> st.Page:
    """Streamlit's handle of a page; ``shown`` lists it in the navigation."""
    return st.Page(
        _pages[name],
        # The start has no path; “/home” is no second address of it.
        url_path="" if name == "home" else name,
        title=title,
        icon=icon,
        default=name == "home",
        visibility="visible" if shown else "hidden",
    )


def go(name: str, **query: str) -> None:
    """Turn to a page at once."""
    st.switch_page(page_at(name), query_params=query)


def link(name: str, label: str, *, icon: str | None = None, **query: str) -> None:
    """A link to a page."""
    st.page_link(page_at(name), label=label, icon=icon, query_params=query)


def asked_for(name: str) -> str:
    """A parameter of the address, empty when it is not there; nothing longer than an id gets through."""
    return (st.query_params.get(name) or "")[:80]


def keep_address(page: str, shown: str | None) -> None:
    """Say a page's address anew where it shows something else than it did.

    A link from a page to itself draws what it asks for and leaves the browser's address as it was: whoever reloads, or
    goes back, would be elsewhere.
    """
    key = f"address-of-{page}"
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown
        st.query_params.from_dict(st.query_params.to_dict())
