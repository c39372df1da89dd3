"""Which branch and which member of staff is meant: offered by the program where one fits, confirmed by a person.

The original is looked at, in memory. What comes out is an id of the bank's own, and which names are those of its staff:
they stay where a customer's is masked.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from lms.people import UnitCard, UnitKind, read_units, staff_in
from lms.people.tree import line
from lms.platform.batches import batches
from lms.platform.sheet_faults import normal

_NUMBER = re.compile(
    r"(?:工号|employee\s*(?:no\.?|number)|staff\s*id)\s*[:：是]?\s*([0-9A-Za-z-]{2,32})", re.IGNORECASE
)
_SHORTEST_NAME = 2
_BANK = re.compile(r"^.{2,6}?银行|^[A-Z]\w+ Bank,?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Colleague:
    """One of the staff, as far as a text may name them."""

    person_id: str
    number: str
    name_zh: str
    name_en: str


class Bank:
    """The bank's units and, once asked for, their staff: read once for as many texts as there are."""

    def __init__(self, connection: Connection) -> None:
        """Read the units within a transaction; the staff of a unit when somebody there may be meant."""
        self._connection = connection
        self.units: Mapping[str, UnitCard] = {unit.unit_id: unit for unit in read_units(connection)}
        self._above = {unit.unit_id: unit.parent_id for unit in self.units.values()}
        self._staff: dict[str, Sequence[Colleague]] = {}
        self._by_word = {
            normal(word): unit.unit_id
            for unit in self.units.values()
            for name in (unit.code, unit.name_zh, unit.name_en)
            for word in {name, _BANK.sub("", name)}
            if word
        }
        # The longest first: “North Bank Region” says more than a part of it.
        self._names = sorted(
            (
                (normal(_BANK.sub("", name)), unit.unit_id)
                for unit in self.units.values()
                if unit.kind is not UnitKind.HEAD_OFFICE
                for name in (unit.name_zh, unit.name_en)
            ),
            key=lambda pair: -len(pair[0]),
        )

    def read_staff(self, connection: Connection, unit_ids: Collection[str]) -> None:
        """Read the staff of several units at once, so that nothing is asked for them afterwards."""
        missing = sorted(set(unit_ids) - self._staff.keys())
        for some in batches(missing):
            staff = staff_in(some)
            found: dict[str, list[Colleague]] = {unit_id: [] for unit_id in some}
            for unit_id, *row in connection.execute(
                select(
                    staff.c.unit_id,
                    staff.c.person_id,
                    staff.c.employee_no,
                    staff.c.name_zh,
                    staff.c.name_en,
                )
            ):
                found[unit_id].append(Colleague(*row))
            self._staff |= found

    def unit_named(self, said: str) -> str | None:
        """The unit of a code or name, in either language."""
        return self._by_word.get(normal(said))

    def unit_in(self, text: str) -> str | None:
        """The unit a text names; none where it names none."""
        words = normal(text)
        return next((unit_id for name, unit_id in self._names if name and name in words), None)

    def within(self, unit_id: str, above_id: str) -> bool:
        """Whether a unit is another or lies below it."""
        return above_id in line(self._above, unit_id)

    def person_meant(self, unit_id: str, *, said: str, text: str) -> str | None:
        """The one member of a unit's staff who is meant; none where nobody is, or several may be.

        Args:
            unit_id: where; in a region or the head office nobody of a branch is looked for.
            said: what somebody wrote about who it was, a number or a name.
            text: what the customer said.
        """
        staff = self._staff_of(unit_id)
        told = normal(said)
        if told:
            exact = [
                one.person_id
                for one in staff
                if told in {normal(one.number), normal(one.name_zh), normal(one.name_en)}
            ]
            if len(exact) == 1:
                return exact[0]
        words = f"{said}\n{text}"
        numbers = {normal(number) for number in _NUMBER.findall(words)}
        by_number = [one.person_id for one in staff if normal(one.number) in numbers]
        if len(by_number) == 1:
            return by_number[0]
        words = normal(words)
        named = {
            one.person_id
            for one in staff
            if any(
                len(name) >= _SHORTEST_NAME and name in words
                for name in (normal(one.name_zh), normal(one.name_en))
            )
        }
        return named.pop() if len(named) == 1 else None

    def names_in(self, unit_id: str, text: str) -> tuple[str, ...]:
        """The names of a unit's staff that stand in a text, in either language."""
        words = text.casefold()
        return tuple(
            name
            for one in self._staff_of(unit_id)
            for name in (one.name_zh, one.name_en)
            if len(name) >= _SHORTEST_NAME and name.casefold() in words
        )

    def _staff_of(self, unit_id: str) -> Sequence[Colleague]:
        self.read_staff(self._connection, [unit_id])
        return self._staff[unit_id]
