"""Stories of the invented bank, told in either language: ``content/culture/stories.<locale>.yaml``."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from lms.culture.stories.consenting import answer_for_me
from lms.culture.stories.editing import decide_story, hold_up
from lms.culture.stories.library import say_it_helped
from lms.culture.stories.mornings import take_into_morning
from lms.culture.stories.telling import Telling, tell_story
from lms.culture.stories.wording import PARTS
from lms.culture.wall import praise_wall
from lms.platform.settings import LOCALES, Locale
from scenarios.content_file import read_model, text_of
from scenarios.persona import Strict

if TYPE_CHECKING:
    from lms.culture.demo import Story as Bank

FOLDER = Path(__file__).parents[3] / "content" / "culture"
EDITOR = "trainer"
MORNINGS = ("manager", 7)
"""Who has taken stories into the morning meetings of their branch, and of how many days."""
Words = Annotated[str, Field(min_length=1)]


class Told(Strict):
    """A story as the file has it; see its head."""

    by: str
    people: tuple[str, ...]
    named: tuple[str, ...]
    days: Annotated[int, Field(ge=0, le=90)]
    letter: str = ""
    state: Literal["published", "waiting"] = "published"
    note: str = ""
    competency: str
    business: str
    segment: str
    occasion: str
    model: bool = False
    helped: tuple[str, ...] = ()
    title: Words
    needed: Words
    hard: Words
    done: Words
    came: Words
    lesson: Words


class ToldFile(Strict):
    """The whole file, below ``stories``."""

    stories: tuple[Told, ...]


def stories_told(locale: Locale) -> tuple[Told, ...]:
    """The stories of a language."""
    name = f"stories.{locale}.yaml"
    return read_model(text_of(FOLDER / name), ToldFile, file=f"content/culture/{name}").stories


def load_stories(bank: "Bank") -> None:
    """Tell them, have them read by an editor, and take some into the morning."""
    context = bank.on(0)
    letters = {
        one.text: one.item_id
        for one in praise_wall(context, actor=bank.actor(EDITOR))
        if one.person is not None
    }
    chinese: list[str] = []
    for locale in LOCALES:
        for place, told in enumerate(stories_told(locale)):
            story_id = _tell(bank, told, locale, letters, f"demo {locale} {place}")
            if locale == "zh-CN" and told.state == "published":
                chinese.append(story_id)
    leader, days = MORNINGS
    for ahead, story_id in enumerate(chinese[:days]):
        day = context.today() + timedelta(days=ahead)
        take_into_morning(context, actor=bank.actor(leader), story_id=story_id, day=day)


def _tell(bank: "Bank", told: Told, locale: Locale, letters: dict[str, str], key: str) -> str:
    by, then = bank.actor(told.by), bank.on(told.days)
    letter = next(
        (item_id for text, item_id in letters.items() if told.letter and text.startswith(told.letter)), None
    )
    telling = Telling(
        {part: getattr(told, part) for part in PARTS},
        told.competency,
        told.business,
        told.segment,
        told.occasion,
        locale,
        tuple(bank.actor(username).person_id for username in told.people),
        told.by in told.named,
        letter,
        told.note,
    )
    story_id = tell_story(then, actor=by, telling=telling, key=key)
    for username in told.people:
        if username != told.by:
            answer = "named" if username in told.named else "unnamed"
            answer_for_me(then, actor=bank.actor(username), story_id=story_id, answer=answer)
    if told.state == "published":
        editor, after = bank.actor(EDITOR), bank.on(max(0, told.days - 2))
        decide_story(after, actor=editor, story_id=story_id, step="published")
        if told.model:
            hold_up(after, actor=editor, story_id=story_id, model=True)
        for username in told.helped:
            say_it_helped(after, actor=bank.actor(username), story_id=story_id)
    return story_id
