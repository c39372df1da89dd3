"""Answers to quiz items: in which order the options are shown, and whether what was chosen is right."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from lms.catalogue.teaching import Item
from lms.platform.errors import Refused
from lms.platform.i18n import mark


@dataclass(frozen=True)
class Asked:
    """One item as it is put to somebody.

    Attributes:
        order: positions of its options in the order shown.
        chosen: positions that were chosen, in the order chosen; none while it is open.
        right: whether that was right; none while it is open.
    """

    item: Item
    order: tuple[int, ...]
    chosen: tuple[int, ...] | None
    right: bool | None


def is_right(item: Item, chosen: Sequence[int]) -> bool:
    """Whether an item was answered rightly.

    Raises:
        Refused: nothing was chosen, or something that is not there.
    """
    places = range(len(item.options))
    if not chosen or any(place not in places for place in chosen) or len(set(chosen)) != len(chosen):
        raise Refused(mark("Choose an answer first."))
    return tuple(chosen) == item.right if item.kind == "ordering" else set(chosen) == set(item.right)


def shown_order(item: Item, seed: int) -> tuple[int, ...]:
    """The order in which an item's options are shown; an ordering is never shown in the right one."""
    order = list(range(len(item.options)))
    chance = random.Random(f"{seed}{item.id}")  # noqa: S311
    chance.shuffle(order)
    if item.kind == "ordering" and order == sorted(order):
        order = [*order[1:], order[0]]
    return tuple(order)
