"""A whole invented bank, written some people at a time: who they are, what they learned, whom they rehearsed.

Of a visit stands how it went and not what was said, as if the words had been erased after their time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.catalogue import Catalogue, ScenarioCard
from lms.learning import Learning, enrol_by_rule
from lms.learning.large_bank import Teller
from lms.learning.large_bank_rows import Rehearsal, write_learning
from lms.people.large_bank import LargeBank, employees, write_people, write_units
from lms.people.tables import Unit
from lms.platform.bulk import write_many
from lms.practice.tables import Attempt

CHUNK = 500
"""People of one transaction."""
_COLUMNS = """
    id origin_id person_id slug scenario_version scenario_hash locale mode engine seed opened_at closed_at closed_by
    ending wanted score passed blocked_by turns void shared set_aside erased_at
"""


@dataclass(frozen=True)
class Written:
    """How many of what were written."""

    people: int
    branches: int
    attempts: int
    progress: int


@dataclass(frozen=True)
class Size:
    """What is asked for."""

    people: int
    branches: int
    attempts: int
    progress: int
    seed: int


def write_large_bank(
    learning: Learning,
    catalogue: Catalogue,
    *,
    size: Size,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Written:
    """Write the bank below the head office that is there, a transaction for every ``CHUNK`` people.

    Args:
        learning: the room, with what is taught published.
        catalogue: who can be rehearsed.
        size: how large.
        progress: told how many people of how many are written.
    """
    context = learning.context
    bank = LargeBank(size.people, size.branches, size.seed, context.today())
    endings = _Endings(catalogue)
    with context.database.transaction() as connection:
        above = connection.execute(select(col(Unit.id)).where(col(Unit.parent_id).is_(None))).scalar_one()
        write_units(connection, bank, above=above)
    teller = Teller(
        bank,
        learning.structure,
        tuple(endings.cards),
        attempts=size.attempts,
        progress=size.progress,
        titles=_titles(learning),
        now=context.now(),
    )
    written = people = 0
    for several in employees(bank, CHUNK):
        with context.database.transaction() as connection:
            names = write_people(connection, bank, several)
            told = teller.tell(several, names)
            write_learning(connection, told)
            _write_attempts(connection, told.rehearsals, endings, seed=size.seed)
        people, written = people + len(several), written + told.progress
        progress(people, size.people)
    _have_statistics(learning)
    # Whoever sees the whole bank has something to learn as well.
    enrol_by_rule(learning)
    return Written(people, size.branches, teller.told_attempts, written)


def _write_attempts(
    connection: Connection, rehearsals: list[Rehearsal], endings: "_Endings", *, seed: int
) -> None:
    rows: list[tuple[Any, ...]] = []
    for place, one in enumerate(rehearsals):
        card = endings.cards[one.slug]
        rows.append(
            (
                one.attempt_id,
                one.attempt_id,
                one.person_id,
                one.slug,
                card.version,
                card.hash,
                "zh-CN",
                "practice",
                "built_in",
                (seed + place) % 1_000,
                one.at - timedelta(minutes=6),
                one.at,
                "trainee",
                endings.of(one.slug, wanted=one.passed),
                one.passed,
                one.score,
                one.passed,
                [],
                12,
                False,
                False,
                [],
                one.at + timedelta(days=1),
            )
        )
    write_many(connection, Attempt, _COLUMNS.split(), rows)


class _Endings:
    """The published customers, and how a visit to them ends well or not."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.cards: dict[str, ScenarioCard] = {card.slug: card for card in catalogue.scenario_cards("zh-CN")}
        self._ends: dict[tuple[str, bool], str] = {}
        for card in self.cards.values():
            for ending in catalogue.scenario(card.slug, "zh-CN", card.version).endings:
                self._ends.setdefault((card.slug, ending.wanted), ending.id)

    def of(self, slug: str, *, wanted: bool) -> str | None:
        """The name of such an ending; none where a customer has none."""
        return self._ends.get((slug, wanted))


def _titles(learning: Learning) -> dict[str, tuple[str, str, str, str]]:
    zh, en = learning.shelves.shelf("zh-CN").curricula, learning.shelves.shelf("en").curricula
    return {
        slug: (zh[slug].certificate, en[slug].certificate, zh[slug].summary, en[slug].summary)
        for slug in learning.structure.curricula
    }


def _have_statistics(learning: Learning) -> None:
    # A planner that believes its tables to be small goes through them as if they were.
    engine = learning.context.database.engine
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
