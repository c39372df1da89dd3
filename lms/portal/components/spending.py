"""What models used and cost, in words and as a table. An estimate is called one; a price nobody set is none."""

from decimal import Decimal

import pandas as pd
import streamlit as st

from lms.platform.errors import LmsError
from lms.platform.i18n import Translator, mark
from lms.platform.llm import Role
from lms.portal.components.exports import export_frame
from lms.portal.components.plain import plain
from lms.portal.visit import Visit
from lms.practice.spending import Spent, spent_on_attempt, spent_overall

ROLE_NAMES: dict[Role, str] = {
    "customer": mark("Plays the customer"),
    "judge": mark("Judges"),
    "coach": mark("Coaches"),
}
_MICROS = 1_000_000


def spent_line(tr: Translator, spent: Spent) -> str:
    """Tokens of prompts and answers, and the cost as far as prices are known."""
    _ = tr.gettext
    tokens = _("{asked} tokens asked, {answered} answered").format(
        asked=tr.number(spent.usage.asked), answered=tr.number(spent.usage.answered)
    )
    cost = cost_of(tr, spent)
    said = f"{tokens} · {cost}" if cost else tokens
    estimated = _("partly estimated")
    return f"{said} · {estimated}" if spent.usage.estimated else said


def cost_of(tr: Translator, spent: Spent) -> str:
    """The cost, with what it leaves out; empty where no token has a price."""
    amounts = [tr.money(Decimal(micros) / _MICROS, currency) for currency, micros in spent.costs]
    if not amounts:
        return ""
    cost = " + ".join(amounts)
    if not spent.unpriced:
        return cost
    return tr.gettext("{cost} without {count} tokens that have no price").format(
        cost=cost, count=tr.number(spent.unpriced)
    )


def attempt_spending(visit: Visit, attempt_id: str) -> None:
    """What one attempt used, for those who may know; nothing for others, and nothing where no model spoke."""
    try:
        spent = spent_on_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id)
    except LmsError:
        return
    if spent.usage.tokens:
        with st.container(key="quiet-spending"):
            st.text(spent_line(visit.tr, spent))


def installation_spending(visit: Visit) -> None:
    """What each model used this month and so far."""
    tr, _ = visit.tr, visit.gettext
    rows = spent_overall(visit.house.context, actor=visit.actor)
    st.subheader(_("Tokens and cost"), anchor=False)
    if not rows:
        st.text(_("No model has been asked yet."))
        return
    frame = pd.DataFrame(
        [
            {
                _("Part"): _(ROLE_NAMES[row.role]),
                _("Model"): row.model,
                _("Period"): period,
                _("Asked"): tr.number(spent.usage.asked),
                _("Answered"): tr.number(spent.usage.answered),
                _("Of these estimated"): tr.number(spent.usage.estimated),
                _("Cost"): cost_of(tr, spent) or _("no price set"),
            }
            for row in rows
            for period, spent in ((_("This month"), row.this_month), (_("So far"), row.ever))
        ]
    )
    st.table(frame.map(plain).set_index(_("Part")))
    export_frame(visit, frame, key="spending", title=_("Tokens and cost"), shown=_("So far"))
    with st.container(key="quiet-estimates"):
        st.text(
            _(
                "Counted in tokens. Estimated are those an endpoint does not count, and answers that were broken off. "
                "A cost is reckoned at the price of the day it was used."
            )
        )
