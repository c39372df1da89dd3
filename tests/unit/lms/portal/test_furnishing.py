"""The services of a process: made once, the same for pages and routes."""

from pathlib import Path

from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.settings import load_settings
from lms.portal.house import furnish, house
from lms.wiring import practice_room


def test_whoever_asks_gets_what_the_front_door_made(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path, _env_file=None)
    context = Context(open_database(settings), settings)
    made = furnish(context, practice_room)
    assert house() is house() is made
    assert made.practice.catalogue is made.catalogue and made.practice.context is made.context is context


def test_a_house_furnished_anew_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    houses = []
    for name in ("one", "two"):
        settings = load_settings(home=tmp_path / name, _env_file=None)
        houses.append(furnish(Context(open_database(settings), settings), practice_room))
    assert house() is houses[1] is not houses[0]
