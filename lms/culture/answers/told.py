"""Entries out of what people told: letters, model cases, stories. What is found is read anew before it is shown.

Only words as they hang are looked through: whoever is not named in a letter cannot be found by their name either.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lms.culture.answers.entry import Entry
from lms.culture.answers.ranking import Index
from lms.culture.answers.terms import terms_of
from lms.culture.model_cases import models_by_id, offered_since
from lms.culture.stories.library import published_since, stories_by_id
from lms.culture.wall import hanging_since, letters_by_id
from lms.platform.context import Context

MOST = 2_000
"""So many of each kind, the newest, are looked through."""


@dataclass
class Told:
    """What was looked through last; only what is new since is read.

    Attributes:
        stamps: what tells, of each entry, whether it is as it was.
    """

    stamps: dict[str, str] = field(default_factory=dict)
    terms: dict[str, Counter[str]] = field(default_factory=dict)
    index: Index = field(default_factory=lambda: Index(()))

    def refresh(self, context: Context) -> None:
        """Take in what was told or taken back since the last time."""
        stamps = _stamps(context)
        if stamps == self.stamps:
            return
        new = [key for key, stamp in stamps.items() if self.stamps.get(key) != stamp]
        read = told_entries(context, new)
        kept = {key: terms for key, terms in self.terms.items() if key in stamps and key not in new}
        texts = {key: one.words for key, one in read.items()} | _whole_stories(context, new)
        self.terms = kept | {key: terms_of([(text, 1.0)]) for key, text in texts.items()}
        self.index, self.stamps = Index(sorted(self.terms.items())), stamps


def told_entries(context: Context, keys: Iterable[str]) -> Mapping[str, Entry]:
    """Entries as they stand now, by their keys; what was taken back meanwhile is left out."""
    of = {kind: [key[len(kind) + 1 :] for key in keys if key.startswith(f"{kind}:")] for kind in KINDS}
    found: dict[str, Entry] = {}
    for letter in letters_by_id(context, of["letter"]) if of["letter"] else ():
        key, about = f"letter:{letter.item_id}", {"unit_id": letter.unit_id, "at": letter.received_at}
        found[key] = Entry(key, "letter", "", letter.text, person=letter.person, **about)  # type: ignore[arg-type]
    for model in models_by_id(context, of["model"]) if of["model"] else ():
        key, about = f"model:{model.item_id}", {"unit_id": model.unit_id, "at": model.received_at}
        found[key] = Entry(
            key,
            "model",
            "",
            model.sentence,
            competency=model.competency,
            person=model.person,
            **about,  # type: ignore[arg-type]
        )
    for story in stories_by_id(context, of["story"]) if of["story"] else ():
        key = f"story:{story.story_id}"
        found[key] = Entry(
            key,
            "story",
            story.title,
            story.parts["lesson"],
            competency=story.competency,
            unit_id=story.unit_id,
            at=story.published_at,
        )
    return found


def _whole_stories(context: Context, keys: Iterable[str]) -> dict[str, str]:
    """A story is found by all that is told in it, and answers with what others can take along."""
    ids = [key.removeprefix("story:") for key in keys if key.startswith("story:")]
    stories = stories_by_id(context, ids) if ids else ()
    return {f"story:{one.story_id}": "\n".join(one.parts.values()) for one in stories}


KINDS = ("letter", "model", "story")


def _stamps(context: Context) -> dict[str, str]:
    return {
        **{f"letter:{key}": stamp for key, stamp in hanging_since(context, most=MOST).items()},
        **{f"model:{key}": stamp for key, stamp in offered_since(context, most=MOST).items()},
        **{f"story:{key}": stamp for key, stamp in published_since(context, most=MOST).items()},
    }
