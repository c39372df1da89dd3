"""The demo bank's people, and a small course of whose files a test may change."""

from pathlib import Path

import pytest

from lms.catalogue.teaching import Shelves, publish_teaching
from lms.learning import Learning
from lms.people import Actor, DemoBank, load_people, sign_in_demo
from lms.platform.context import Context
from tests.unit.lms.catalogue.teaching.a_course import lay_out


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "content")


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def learning(context: Context, content: Path, bank: DemoBank) -> Learning:
    assert publish_teaching(context, content) == ()
    return Learning(context, Shelves(context))


@pytest.fixture
def newcomer(context: Context, bank: DemoBank) -> Actor:
    return sign_in_demo(context, username="new-hire")


@pytest.fixture
def mentor(context: Context, bank: DemoBank) -> Actor:
    return sign_in_demo(context, username="mentor")


@pytest.fixture
def manager(context: Context, bank: DemoBank) -> Actor:
    return sign_in_demo(context, username="manager")
