"""How far the people of a branch are: counted, of nobody in particular, and for those alone who answer for them."""

import pytest

from lms.learning import Learning, heat_map
from lms.people import Action, Actor, DemoBank, list_units, may, sign_in_demo
from lms.platform.errors import Forbidden
from tests.integration.learning.test_competence import drilled


def of(bank: DemoBank, learning: Learning, unit_id: str) -> list[Actor]:
    """The people of a unit, as far as evidence needs them."""
    someone = sign_in_demo(learning.context, username="new-hire")
    return [
        Actor(p.person_id, p.name_zh, p.name_en, p.job, p.unit_id, None, someone.grants, frozenset())
        for p in bank.people
        if p.unit_id == unit_id
    ]


def test_a_cell_tells_of_five_people_or_says_nothing(
    learning: Learning, manager: Actor, bank: DemoBank
) -> None:
    people = of(bank, learning, manager.unit_id)
    assert len(people) >= 6
    for actor in people[:4]:
        drilled(learning, actor, times=1, met=False)
    place = (manager.unit_id, "empathy")
    few = heat_map(learning, actor=manager)
    assert [unit.unit_id for unit in few.units] == [manager.unit_id] and few.competencies == ("empathy",)
    assert (few.cells[place].seen, few.cells[place].mean, few.cells[place].below) == (4, None, None)
    assert few.cells[place].people == len(people)

    drilled(learning, people[4], times=40)
    cell = heat_map(learning, actor=manager).cells[place]
    assert (cell.seen, cell.mean, cell.below) == (5, (4 * 1 + 3) / 5, 4 / 5)


def test_a_manager_sees_no_other_branch_and_who_answers_for_nobody_sees_none(
    learning: Learning, newcomer: Actor, mentor: Actor, manager: Actor
) -> None:
    elsewhere = next(
        unit.unit_id
        for unit in list_units(learning.context)
        if not may(manager, Action.READ_PROGRESS, unit_id=unit.unit_id)
    )
    for actor in (newcomer, mentor):
        with pytest.raises(Forbidden):
            heat_map(learning, actor=actor)
    with pytest.raises(Forbidden):
        heat_map(learning, actor=manager, unit_id=elsewhere)
    everybody = heat_map(learning, actor=sign_in_demo(learning.context, username="trainer"))
    assert len(everybody.units) > 1 and not everybody.gathered
