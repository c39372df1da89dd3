"""Honours as they are read: by whoever decides, with all figures; on the wall, by everybody, without any."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.culture.honours.deciding import require_bank
from lms.culture.honours.figures import Proposal, propose
from lms.culture.honours.kept import as_kept
from lms.culture.honours.tables import Honour, HonourQuarter
from lms.culture.tables import PraiseLetter
from lms.culture.wall import Letter, letters_that_hang
from lms.people import Action, Actor, Deed, Note, UnitCard, read_units, record_reading, require, right_to
from lms.platform.context import Context
from lms.platform.quarters import later, quarter_of


@dataclass(frozen=True)
class Honours:
    """What was decided for a quarter.

    Attributes:
        branches: who was honoured, by their code.
        letters: letters that still hang.
        reason: where it is not what the rule proposed; empty otherwise.
    """

    quarter: str
    branches: tuple[UnitCard, ...]
    letters: tuple[Letter, ...]
    reason: str
    decided_at: datetime


def quarters_to_honour(context: Context, *, actor: Actor) -> tuple[str, ...]:
    """The last quarter that is over, the one that runs, and two earlier ones.

    Raises:
        Forbidden: the actor decides on no honours of the bank.
    """
    require_bank(context, actor)
    running = quarter_of(context.today()).id
    return tuple(later(running, by) for by in (-1, 0, -2, -3))


def propose_honours(context: Context, *, actor: Actor, quarter: str) -> tuple[Proposal, Honours | None]:
    """What the rule says of a quarter, and what was decided; that letters were read is recorded.

    Of a quarter that is decided it is what was reckoned for the decision, and no letters to choose from.

    Raises:
        Forbidden: the actor decides on no honours of the bank.
        Refused: it is no quarter.
    """
    require_bank(context, actor)
    with context.database.reading() as connection:
        honours = _decided(context, connection, quarter)
        kept = None if honours is None else _reckoned(connection, quarter)
    if kept is not None:
        return kept, honours
    found = propose(context, quarter)
    if honours is not None:
        return replace(found, letters=(), hanging=0), honours
    if found.letters:
        why = right_to(actor, Action.DECIDE_HONOURS, unit_id=found.letters[0].unit.unit_id)
        note = Note(Deed.LISTED_HONOURS, why, people=len(found.letters))
        record_reading(context, actor=actor, note=note)
    return found, None


def honours_of_the_bank(context: Context, *, actor: Actor) -> Honours | None:
    """The honours that were decided last, for everybody; none as long as there are none.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require(actor, Action.VIEW_WALL)
    with context.database.reading() as connection:
        newest = select(col(HonourQuarter.quarter)).order_by(col(HonourQuarter.quarter).desc()).limit(1)
        quarter = connection.execute(newest).scalar()
        return None if quarter is None else _decided(context, connection, quarter)


def _decided(context: Context, connection: Connection, quarter: str) -> Honours | None:
    # Not what was reckoned: the wall, which everybody opens, has no use for it.
    asked = select(col(HonourQuarter.reason), col(HonourQuarter.decided_at))
    row = connection.execute(asked.where(col(HonourQuarter.quarter) == quarter)).one_or_none()
    if row is None:
        return None
    honoured = connection.execute(select(Honour).where(col(Honour.quarter) == quarter)).all()
    units = {one.unit_id for one in honoured if one.kind == "branch"}
    branches = tuple(unit for unit in read_units(connection) if unit.unit_id in units)
    items = [one.subject for one in honoured if one.kind == "letter"]
    return Honours(quarter, branches, _letters(context, connection, items), row.reason, row.decided_at)


def _reckoned(connection: Connection, quarter: str) -> Proposal | None:
    """What the rule said when the quarter was decided; none where it was not kept."""
    asked = select(col(HonourQuarter.rule_version), col(HonourQuarter.reckoned))
    version, kept = connection.execute(asked.where(col(HonourQuarter.quarter) == quarter)).one()
    if kept is None:
        return None
    units = {unit.unit_id: unit for unit in read_units(connection)}
    return Proposal(quarter, version, True, as_kept(kept, units), (), 0, kept=True)


def _letters(context: Context, connection: Connection, items: Collection[str]) -> tuple[Letter, ...]:
    """Whoever took their letter down takes it from here, too."""
    if not items:
        return ()
    rows = connection.execute(
        select(PraiseLetter)
        .where(col(PraiseLetter.item_id).in_(list(items)), col(PraiseLetter.taken_down_at).is_(None))
        .order_by(col(PraiseLetter.received_at), col(PraiseLetter.item_id))
    ).all()
    return letters_that_hang(context, rows)
