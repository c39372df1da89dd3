"""A small course on two curricula, and a bank whose people and enrolments a test writes as it likes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert

from lms.catalogue.teaching import Shelves, publish_teaching
from lms.learning import Learning
from lms.learning.tables import Enrolment
from lms.people import Actor, Grant, Job, Role, UnitKind
from lms.people.jobs import further_text
from lms.people.tables import Person, Unit
from lms.platform.context import Context
from tests.unit.lms.catalogue.teaching.a_course import CURRICULUM, lay_out


@dataclass
class Bank:
    """Units, people and enrolments as they are written, each under an id of its own."""

    learning: Learning
    units: dict[str, str | None] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    @property
    def context(self) -> Context:
        return self.learning.context

    def unit(self, parent: str | None = None, kind: UnitKind = UnitKind.BRANCH, name: str = "支行") -> str:
        key = uuid4().hex
        self._write(Unit, id=key, code=key, kind=kind, parent_id=parent, name_zh=name, name_en="Branch")
        self.units[key] = parent
        return key

    def person(
        self,
        unit: str,
        job: Job = Job.TELLER,
        *,
        active: bool = True,
        name: str = "某人",
        number: str = "",
        further: Iterable[Job] = (),
    ) -> str:
        key = uuid4().hex
        self._write(
            Person,
            id=key,
            employee_no=number or key,
            name_zh=name,
            name_en="Somebody",
            job=job,
            further_jobs=further_text(job, further),
            unit_id=unit,
            hired_on=date(2020, 1, 1),
            active=active,
            created_at=self.context.now(),
        )
        self.people[key] = unit
        return key

    def enrolment(self, person: str, curriculum: str = "foundation", **values: Any) -> str:
        key = uuid4().hex
        row = {
            "round": 1,
            "state": "open",
            "done": 0,
            "total": 1,
            "started_on": date(2026, 1, 5),
            "version": 1,
            "by_rule": True,
            "changed_at": self.context.now(),
        }
        self._write(Enrolment, id=key, person_id=person, curriculum=curriculum, **{**row, **values})
        return key

    def below(self, unit: str) -> frozenset[str]:
        found, more = {unit}, True
        while more:
            further = {one for one, parent in self.units.items() if parent in found} - found
            found |= further
            more = bool(further)
        return frozenset(found)

    def actor(
        self,
        person: str,
        roles: Mapping[Role, Iterable[str]],
        mentees: Iterable[str] = (),
        **values: Any,
    ) -> Actor:
        """Somebody as they would sign in, each role over some units and all below."""
        return Actor(
            person_id=person,
            name_zh="某人",
            name_en="Somebody",
            job=Job.BRANCH_MANAGER,
            unit_id=self.people[person],
            locale=None,
            grants=tuple(Grant(role, self.below(unit)) for role, units in roles.items() for unit in units),
            mentee_ids=frozenset(mentees),
            **values,
        )

    def _write(self, table: Any, **values: Any) -> None:
        with self.context.database.transaction() as connection:
            connection.execute(insert(table).values(**values))


@pytest.fixture
def learning(context: Context, tmp_path: Path) -> Learning:
    content = lay_out(tmp_path / "content")
    for locale in ("zh-CN", "en"):
        (content / f"curricula/yearly.{locale}.yaml").write_text(
            CURRICULUM.replace("slug: foundation", "slug: yearly")
            .replace("tier: foundation", "tier: in_service")
            .replace("title: Foundation", "title: Every year")
            .replace("for: {hired_within_days: 180}", "for: {jobs: [teller]}")
            + "recertify: {months: 12}\n",
            encoding="utf-8",
        )
    assert publish_teaching(context, content) == ()
    return Learning(context, Shelves(context))


@pytest.fixture
def bank(learning: Learning) -> Bank:
    return Bank(learning)
