"""The services of this process, made once and shared by every visit and every HTTP route.

The front door furnishes the house before the first visitor comes: it alone knows who plays and who judges. A test
of a page does the same. Plain, not cached by Streamlit: routes are answered outside of any session.
"""

from collections.abc import Callable
from dataclasses import dataclass

from lms.authoring import TrialRoom
from lms.catalogue import Catalogue
from lms.culture.answers import AnswerRoom
from lms.learning import Learning
from lms.people import Sessions
from lms.platform.context import Context
from lms.practice.stage import Practice

PracticeRoom = Callable[[Context, Catalogue], Practice]


class NotFurnished(RuntimeError):
    """A page was opened before the front door: a fault of how the portal was started."""

    def __init__(self) -> None:
        """Say how to start it."""
        super().__init__("The portal is opened by “lms serve”, or “streamlit run streamlit_app.py”.")


@dataclass(frozen=True)
class House:
    """What pages and routes are served with."""

    context: Context
    sessions: Sessions
    catalogue: Catalogue
    practice: Practice
    trials: TrialRoom
    answers: AnswerRoom

    @property
    def learning(self) -> Learning:
        """What is taught, and how far everybody is."""
        assert self.practice.learning is not None, "the front door joins practice with learning"
        return self.practice.learning

    def close(self) -> None:
        """Lay down what is being done beside the visits, and close the database."""
        self.trials.close()
        if self.practice.jobs is not None:
            self.practice.jobs.close()
        self.context.database.close()


_standing: list[House] = []


def furnish(context: Context, practice_room: PracticeRoom) -> House:
    """Make the services of an installation; whatever stood there before is used no more.

    Args:
        context: database, settings and clock.
        practice_room: makes the practice room, ``lms.wiring.practice_room``.
    """
    catalogue = Catalogue(context)
    practice = practice_room(context, catalogue)
    assert practice.learning is not None, "the front door joins practice with learning"
    answers = AnswerRoom(practice.learning)
    made = House(context, Sessions(context), catalogue, practice, TrialRoom(context, catalogue), answers)
    _standing[:] = [made]
    return made


def house() -> House:
    """The services of this process.

    Raises:
        NotFurnished: the front door has not been opened.
    """
    if not _standing:
        raise NotFurnished
    return _standing[-1]
