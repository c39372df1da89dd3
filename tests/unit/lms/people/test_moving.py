"""Which roles end when somebody moves to another unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.people import Role
from lms.people.moving import ends_with_move
from lms.people.tree import Above

BANK: Above = {
    "head": None,
    "east": "head",
    "west": "head",
    "river": "east",
    "hill": "east",
    "lake": "west",
}


@pytest.mark.parametrize(
    ("over", "old", "new", "ends"),
    [
        ("river", "river", "hill", True),
        ("east", "river", "hill", False),
        ("east", "river", "lake", True),
        ("river", "river", "east", False),
        ("river", "east", "lake", True),
        ("east", "east", "head", False),
        ("head", "river", "lake", False),
        ("lake", "river", "hill", False),
    ],
)
def test_a_role_ends_where_it_was_on_the_line_of_the_old_place_alone(
    over: str, old: str, new: str, ends: bool
) -> None:
    assert ends_with_move(BANK, Role.MANAGER, over, old=old, new=new) is ends


def test_a_mentor_takes_their_mentees_along() -> None:
    assert not ends_with_move(BANK, Role.MENTOR, "river", old="river", new="lake")


@st.composite
def trees(draw: st.DrawFn) -> Above:
    """A tree of up to 20 units; each hangs below one before it."""
    size = draw(st.integers(1, 20))
    return {str(at): str(draw(st.integers(0, at - 1))) if at else None for at in range(size)}


@given(trees(), st.data())
def test_nothing_ends_without_a_move_nor_over_the_head_office_nor_over_the_new_place(
    above: Above, data: st.DataObject
) -> None:
    unit = st.sampled_from(sorted(above))
    over, old, new = data.draw(unit), data.draw(unit), data.draw(unit)
    assert not ends_with_move(above, Role.MANAGER, over, old=old, new=old)
    assert not ends_with_move(above, Role.MANAGER, "0", old=old, new=new)
    assert not ends_with_move(above, Role.MANAGER, new, old=old, new=new)
