"""A case with a finding becomes a scenario draft; nothing of the customer is in it, and the check lets it pass."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from lms.authoring.drafting import (
    check_draft,
    draft_case,
    draft_of_case,
    drafts_waiting,
    list_drafts,
    publish_draft,
    read_draft,
    save_draft,
)
from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.feedback import correct_feedback
from lms.feedback.cases import CasesAsked, list_cases
from lms.feedback.findings import Found, ask_view, find_doing
from lms.learning import Learning
from lms.people import Actor
from lms.people.tables import AuditEntry
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from scenarios.chat_model import Message, Usage
from scenarios.schema import Scenario
from tests.fixed_clock import FixedClock
from tests.integration.feedback.conftest import TEACHER, steps_up_to

WORDS = ("李建国", "林晓雨", "13871234567", "钟楼街", "一直不耐烦")
Told = dict[str, dict[str, str]]
TOLD: Told = {
    "zh": {
        "title": "窗口前的一声叹气",
        "summary": "一位老人在窗口前被催了两回，今天他想听一句道歉。",
        "situation": "上午十点，爱心窗口前没有别人。一位老人走过来，把存折放在台面上，叹了口气，没有开口。",
        "known": "这类事近来不止一位客户提过",
    },
    "en": {
        "title": "A sigh at the counter",
        "summary": "An old man was hurried twice at the counter, and today he wants to hear that somebody is sorry.",
        "situation": "It is ten in the morning and the counter is free. An old man puts his passbook down and sighs.",
        "known": "He is not the only one who has spoken of such a thing of late",
    },
}


class Answer:
    def __init__(self, text: str) -> None:
        self._text, self.usage = text, Usage(200, 50)

    def __iter__(self) -> Iterator[str]:
        yield self._text


class Writer:
    """A model that writes what it is given."""

    name = "fake"

    def __init__(self, told: Told) -> None:
        self.told, self.asked = told, ""

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Answer:
        raise NotImplementedError

    def fill(self, messages: Sequence[Message], *, schema: Mapping[str, object], max_tokens: int) -> Answer:
        self.asked = messages[-1].content
        return Answer(json.dumps(self.told, ensure_ascii=False))


@pytest.fixture
def catalogue(context: Context) -> Catalogue:
    publish_library(context)
    publish_teaching(context)
    return Catalogue(context)


@pytest.fixture
def trainer(who: Callable[[str], Actor], bank: object) -> Actor:
    return who(next(p.name_en for p in bank.people if "trainer" in {str(role) for role in p.roles}))  # type: ignore[attr-defined]


@pytest.fixture
def found(
    context: Context,
    catalogue: Catalogue,
    a_case: Callable[..., str],
    handler: Actor,
    who: Callable[[str], Actor],
    clock: FixedClock,
) -> str:
    """A case whose finding stands."""
    case_id = a_case()
    (card,) = list_cases(context, actor=handler, asked=CasesAsked()).cards
    person = who("Lin Xiaoyu").person_id
    correct_feedback(
        context, actor=handler, item_id=card.item_id, said={"person": person, "cause": "attitude"}
    )
    steps_up_to(context, handler, case_id, "investigate")
    ask_view(context, actor=handler, case_id=case_id)
    clock.moment += timedelta(days=10)
    learning = Learning(context, Shelves(context))
    said = Found("employee", "录像里三次打断老人。")
    find_doing(context, learning, catalogue, actor=handler, case_id=case_id, found=said)
    return case_id


def test_a_case_without_a_finding_becomes_no_scenario(
    context: Context, catalogue: Catalogue, a_case: Callable[..., str], handler: Actor
) -> None:
    with pytest.raises(Refused, match="whose doing"):
        draft_case(context, catalogue, actor=handler, case_id=a_case())


def test_a_draft_by_rule_has_nothing_of_the_customer_passes_the_check_and_is_published(
    context: Context, catalogue: Catalogue, found: str, handler: Actor, trainer: Actor
) -> None:
    draft_id = draft_case(context, catalogue, actor=handler, case_id=found)
    assert draft_case(context, catalogue, actor=handler, case_id=found) == draft_id, "one case, one draft"
    view = read_draft(context, actor=trainer, draft_id=draft_id)
    assert not view.faults and view.labels.cause == "attitude" and view.model is None
    assert not any(word in text for word in WORDS for text in view.texts.values())
    base = catalogue.scenario(view.card.base, "zh-CN").persona
    assert not any(name in view.texts["zh-CN"] for name in (base.name, base.called))
    with pytest.raises(Refused, match="Check it first"):
        publish_draft(context, actor=trainer, draft_id=draft_id)
    checked = check_draft(context, actor=trainer, draft_id=draft_id)
    assert all(one.sound for one in checked.values()), checked
    assert drafts_waiting(context, actor=trainer) == 1
    publish_draft(context, actor=trainer, draft_id=draft_id)
    assert drafts_waiting(context, actor=trainer) == 0
    fresh = Catalogue(context)
    for locale in view.texts:
        scenario: Scenario = fresh.scenario(view.card.slug, locale)
        assert scenario.title == view.card.title[locale]
    publish_library(context)
    # The library's files do not withdraw what was written here.
    assert Catalogue(context).card(view.card.slug, "en").title == view.card.title["en"]
    card = draft_of_case(context, actor=handler, case_id=found)
    assert card is not None and card.published_at is not None
    with context.database.reading() as connection:
        deeds = set(connection.execute(select(col(AuditEntry.deed))).scalars())
    assert {"drafted_scenario", "published_scenario"} <= deeds


def test_what_is_typed_is_kept_wrong_or_right_and_nobody_overwrites_anybody(
    context: Context, catalogue: Catalogue, found: str, handler: Actor, trainer: Actor
) -> None:
    draft_id = draft_case(context, catalogue, actor=handler, case_id=found)
    view = read_draft(context, actor=trainer, draft_id=draft_id)
    wrong = {**view.texts, "zh-CN": view.texts["zh-CN"].replace("segment:", "segmnet:", 1)}
    save_draft(context, actor=trainer, draft_id=draft_id, texts=wrong, revisions=view.revisions)
    after = read_draft(context, actor=trainer, draft_id=draft_id)
    assert after.texts == wrong and set(after.faults) == {"zh-CN"}
    assert after.faults["zh-CN"].field == "segmnet" and after.faults["zh-CN"].line > 1
    with pytest.raises(Refused, match="cannot be read"):
        check_draft(context, actor=trainer, draft_id=draft_id)
    with pytest.raises(Refused, match="meanwhile"):
        save_draft(context, actor=trainer, draft_id=draft_id, texts=view.texts, revisions=view.revisions)
    assert read_draft(context, actor=trainer, draft_id=draft_id).texts == wrong
    other = {
        locale: text.replace(f"slug: {view.card.slug}", "slug: queue-fight")
        for locale, text in view.texts.items()
    }
    save_draft(context, actor=trainer, draft_id=draft_id, texts=other, revisions=after.revisions)
    assert set(read_draft(context, actor=trainer, draft_id=draft_id).faults) == {"zh-CN", "en"}


def test_a_model_writes_words_of_its_own_and_none_of_the_customers(
    context: Context, catalogue: Catalogue, found: str, handler: Actor, trainer: Actor
) -> None:
    writer = Writer(TOLD)
    draft_id = draft_case(context, catalogue, actor=handler, case_id=found, model=writer)
    view = read_draft(context, actor=trainer, draft_id=draft_id)
    assert view.model == "fake" and view.card.title == {
        "zh-CN": "窗口前的一声叹气",
        "en": "A sigh at the counter",
    }
    assert "李建国" not in writer.asked and "13871234567" not in writer.asked


def test_a_model_that_copies_the_customer_is_not_taken(
    context: Context, catalogue: Catalogue, found: str, handler: Actor, trainer: Actor
) -> None:
    copied = {**TOLD, "zh": {**TOLD["zh"], "known": "柜员态度很差，一直不耐烦，还说我听不懂"}}
    assert "一直不耐烦，还说我听不懂" in TEACHER
    draft_id = draft_case(context, catalogue, actor=handler, case_id=found, model=Writer(copied))
    view = read_draft(context, actor=trainer, draft_id=draft_id)
    assert view.model is None and "一直不耐烦" not in view.texts["zh-CN"] and not view.faults


def test_only_those_with_the_case_make_a_draft_and_only_trainers_edit(
    context: Context,
    catalogue: Catalogue,
    found: str,
    handler: Actor,
    trainer: Actor,
    who: Callable[[str], Actor],
) -> None:
    for actor, error in ((trainer, NotFound), (who("Jiang Yuehua"), NotFound), (who("Lin Xiaoyu"), NotFound)):
        with pytest.raises(error):
            draft_case(context, catalogue, actor=actor, case_id=found)
    draft_id = draft_case(context, catalogue, actor=handler, case_id=found)
    for actor in (handler, who("Lin Xiaoyu")):
        assert drafts_waiting(context, actor=actor) == 0
        with pytest.raises(Forbidden):
            list_drafts(context, actor=actor)
        with pytest.raises(Forbidden):
            publish_draft(context, actor=actor, draft_id=draft_id)
        with pytest.raises(Forbidden):
            save_draft(context, actor=actor, draft_id=draft_id, texts={}, revisions={})
