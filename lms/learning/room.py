"""What the services of learning stand on."""

from dataclasses import dataclass

from lms.catalogue.teaching import Shelf, Shelves
from lms.platform.context import Context


@dataclass(frozen=True)
class Learning:
    """One installation's learning: its context and what is published."""

    context: Context
    shelves: Shelves

    @property
    def structure(self) -> Shelf:
        """The shelf by which standings are reckoned; courses are the same in structure in every language."""
        return self.shelves.shelf("zh-CN")
