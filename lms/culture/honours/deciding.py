"""A person decides whom a quarter honours: what the rule proposes, or another list with a reason; once."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import insert
from sqlmodel import col

from lms.culture.honours.figures import Proposal, keeps_out, propose
from lms.culture.honours.kept import to_keep
from lms.culture.honours.tables import Honour, HonourQuarter
from lms.feedback.praise import praise_by_id
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    UnitKind,
    list_units,
    read_staff,
    record,
    require,
    require_own_password,
    right_to,
    units_open_to,
)
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.privacy import mask_with_names

LONGEST = 1_000
SHORTEST = 4
NOT_OVER = mark("This quarter is not over. Its honours are decided from the day after it.")
DECIDED = mark("The honours of this quarter are decided, and stand.")
NO_REASON = mark(
    "This differs from what the rule proposes: say in a sentence why. Your choice still stands here."
)
BARRED = mark(
    "{name} takes no part: a hidden complaint stands against it, or a grave review is open there. Choose another."
)
NO_SUCH = mark("Choose among the branches and letters of this quarter.")


def decide_honours(
    context: Context,
    *,
    actor: Actor,
    quarter: str,
    unit_ids: Collection[str],
    item_ids: Collection[str],
    reason: str = "",
) -> None:
    """Decide whom a quarter honours; then it stands on the wall.

    Args:
        context: database and clock.
        actor: a consumer protection officer of the head office.
        quarter: which; it has to be over.
        unit_ids: the branches; none is a decision, too.
        item_ids: the letters, by the items they are.
        reason: why, where it is not what the rule proposes.

    Raises:
        Forbidden: the actor decides on no honours of the bank.
        Refused: the quarter is not over or decided already, a branch takes no part, or a reason is missing.
    """
    require_bank(context, actor)
    proposal = propose(context, quarter)
    if not proposal.over:
        raise Refused(NOT_OVER)
    branches = {one.unit.unit_id: one for one in proposal.branches}
    letters = {one.item_id: one for one in proposal.letters}
    if not ({*unit_ids} <= branches.keys() and {*item_ids} <= letters.keys()):
        raise Refused(NO_SUCH)
    locale = actor.locale or context.settings.locale_default
    for unit_id in unit_ids:
        if branches[unit_id].why_not in ("hidden", "grave"):
            raise Refused(BARRED, name=branches[unit_id].unit.name(locale))
    offered = proposed_by(proposal)
    differs = {*unit_ids} != {*offered["branches"]} or {*item_ids} != {*offered["letters"]}
    words = mask_with_names(reason.replace("\x00", "").strip()[:LONGEST]).text
    if differs and len(words) < SHORTEST:
        raise Refused(NO_REASON)
    people = {one.item_id: one.person_id for one in praise_by_id(context, item_ids)}
    rows: list[dict[str, Any]] = [
        {
            "kind": "branch",
            "subject": unit_id,
            "unit_id": unit_id,
            "person_id": None,
            "score": branches[unit_id].score,
            "by_rule": branches[unit_id].proposed,
        }
        for unit_id in sorted({*unit_ids})
    ]
    rows += [
        {
            "kind": "letter",
            "subject": item_id,
            "unit_id": letters[item_id].unit.unit_id,
            "person_id": people.get(item_id),
            "score": None,
            "by_rule": letters[item_id].proposed,
        }
        for item_id in sorted({*item_ids})
    ]
    decided = {
        "quarter": quarter,
        "rule_version": proposal.version,
        "proposed": offered,
        "reckoned": to_keep(proposal.branches),
        "reason": words if differs else "",
        "decided_by": actor.person_id,
        "decided_at": context.now(),
    }
    chosen = {unit_id: branches[unit_id].unit.name(locale) for unit_id in unit_ids}
    chosen |= {letters[one].unit.unit_id: letters[one].unit.name(locale) for one in item_ids}
    with context.database.transaction() as connection:
        # Reckoning takes a while: what was recorded meanwhile counts.
        staff = [one for one in read_staff(connection, now=context.now(), unit_ids=chosen) if one.active]
        bars, _people = keeps_out(context, connection, quarter, staff)
        if barred := sorted(chosen.keys() & bars.keys()):
            raise Refused(BARRED, name=chosen[barred[0]])
        new = insert_into(connection, HonourQuarter).values(decided).on_conflict_do_nothing()
        if connection.execute(new.returning(col(HonourQuarter.quarter))).first() is None:
            raise Refused(DECIDED)
        if rows:
            connection.execute(insert(Honour), [row | {"quarter": quarter} for row in rows])
        praised = sorted({one for one in people.values() if one is not None})
        why = right_to(actor, Action.DECIDE_HONOURS, unit_id=_head_office(context))
        notes = [Note(Deed.DECIDED_HONOURS, why, None, quarter)]
        notes += [Note(Deed.DECIDED_HONOURS, why, person_id, quarter) for person_id in praised]
        record(context, connection, actor=actor, notes=notes)


def proposed_by(proposal: Proposal) -> dict[str, list[str]]:
    """The ids that a rule proposes."""
    return {
        "branches": [one.unit.unit_id for one in proposal.branches if one.proposed],
        "letters": [one.item_id for one in proposal.letters if one.proposed],
    }


def require_bank(context: Context, actor: Actor) -> None:
    """Let pass who decides for the whole bank.

    Raises:
        Forbidden: the actor does not answer for the head office.
    """
    require_own_password(actor)
    require(actor, Action.DECIDE_HONOURS, unit_id=_head_office(context))


def decides_honours(context: Context, *, actor: Actor) -> bool:
    """Whether the page of honours is for the actor; an officer of a region alone decides on none of the bank."""
    units = units_open_to(actor, Action.DECIDE_HONOURS)
    return bool(units) and _head_office(context) in units


def _head_office(context: Context) -> str:
    return next((one.unit_id for one in list_units(context) if one.kind is UnitKind.HEAD_OFFICE), "")
