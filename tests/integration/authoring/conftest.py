"""A trial room over a real database, with the demo bank's people and one small scenario published."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.authoring import TrialRoom
from lms.catalogue import Catalogue, publish
from lms.people import Actor, DemoBank, load_people
from lms.platform.context import Context
from tests.integration.practice.rehearsal import somebody, umbrella


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def room(context: Context, tmp_path: Path) -> Iterator[TrialRoom]:
    publish(context, umbrella())
    room = TrialRoom(context, Catalogue(context), table=tmp_path / "trials.json")
    yield room
    room.close()


@pytest.fixture
def trainer(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("trainer").person_id)
