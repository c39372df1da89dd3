"""What an office asks of whoever holds it beside the one thing that waits: a line, and the ways to where it is done."""

import streamlit as st

from lms.people import Role
from lms.platform.i18n import mark
from lms.portal.links import link
from lms.portal.visit import Visit

OFFICES: dict[Role, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    Role.AUDITOR: (
        mark("You read for the audit and change nothing; what you open is recorded."),
        (
            ("trail", mark("Audit trail"), "policy"),
            ("team", mark("Who is behind"), "monitoring"),
            ("helped", mark("Did it help?"), "query_stats"),
        ),
    ),
    Role.CONSUMER_PROTECTION_OFFICER: (
        mark("What consumer protection looks at, beside the cases:"),
        (
            ("feedback", mark("What customers said"), "hearing"),
            ("hidden", mark("Hidden complaints"), "visibility_off"),
            ("rates", mark("Complaint rates"), "stacked_line_chart"),
            ("mystery_visits", mark("Mystery visits"), "person_search"),
            ("training", mark("Training hours and the inspector's pack"), "schedule"),
        ),
    ),
    Role.DATA_OFFICER: (
        mark("What is yours to decide, and who looked at whose data:"),
        (
            ("erasures", mark("Requests for erasure"), "delete_sweep"),
            ("trail", mark("Audit trail"), "policy"),
        ),
    ),
}


def offices(visit: Visit) -> None:
    """Draw those of the visitor; nothing for whoever holds none of them."""
    _ = visit.gettext
    for role, (said, ways) in OFFICES.items():
        if role not in visit.actor.roles:
            continue
        with st.container(key=f"office-{role.value}", gap="small"):
            st.text(_(said))
            with st.container(horizontal=True, key=f"office-ways-{role.value}", gap="medium"):
                for page, label, icon in ways:
                    link(page, _(label), icon=f":material/{icon}:")
