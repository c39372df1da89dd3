"""Whatever somebody did, the next step keeps to its rule."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue import ScenarioCard
from lms.practice.advising import ENOUGH_FAILURES, choose
from lms.practice.record import Record
from scenarios.persona import Portrait

BEGIN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SLUGS = tuple(f"visit-{letter}" for letter in "abcdef")
SKILLS = ("empathy", "elder_care", "ai_tools")


@st.composite
def libraries(draw: st.DrawFn) -> tuple[ScenarioCard, ...]:
    """A few scenarios, easiest first."""
    cards = [
        ScenarioCard(
            slug=slug,
            locale="en",
            version=1,
            hash="0",
            title=slug,
            summary="",
            segment="mass",
            channel="counter",
            tier="foundation",
            difficulty=draw(st.integers(1, 5)),
            minutes=5,
            jobs=("teller",),
            competencies=tuple(draw(st.lists(st.sampled_from(SKILLS), min_size=1, max_size=2, unique=True))),
            customer="Ms Wei",
            age=40,
            portrait=Portrait(age=40, gender="female"),
        )
        for slug in SLUGS[: draw(st.integers(1, len(SLUGS)))]
    ]
    return tuple(sorted(cards, key=lambda card: (card.difficulty, card.slug)))


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Record]:
    """Visits in a row, each passed or failed, as they are recorded."""
    known: dict[str, Record] = {}
    for place, (slug, passed) in enumerate(
        draw(st.lists(st.tuples(st.sampled_from(SLUGS), st.booleans()), max_size=14))
    ):
        record, at = known.setdefault(slug, Record()), BEGIN + timedelta(hours=place)
        if passed:
            record.passed, record.practised = record.passed + 1, record.practised + 1
            record.passed_at, record.failures, record.failed_at = at, (), None
        else:
            record.failures, record.failed_at = (str(place), *record.failures), at
    return known


@given(libraries(), histories())
def test_the_next_step_keeps_to_its_rule(cards: tuple[ScenarioCard, ...], known: dict[str, Record]) -> None:
    step = choose(known, everything=cards, mine=cards)
    open_failures = {
        card.slug: known[card.slug] for card in cards if card.slug in known and known[card.slug].failures
    }
    if not open_failures:
        assert step is None or step.kind in {"first", "next", "exam"}
        assert (step is None) == all(card.slug in known and known[card.slug].practised < 2 for card in cards)
        return
    assert step is not None and step.kind in {"again", "easier"}, "nobody new while something is not mended"
    last = max(open_failures, key=lambda slug: open_failures[slug].failed_at or BEGIN)
    if step.kind == "again":
        assert step.card.slug == last
        return
    hard = step.instead_of
    assert hard is not None and hard.slug == last and len(open_failures[last].failures) >= ENOUGH_FAILURES
    assert step.card.difficulty < hard.difficulty
    assert step.competency in step.card.competencies and step.competency in hard.competencies
    passed_at = known.get(step.card.slug, Record()).passed_at
    assert passed_at is None or passed_at < (open_failures[last].failed_at or BEGIN)


@given(libraries(), histories())
def test_fewer_failures_than_three_never_lead_away(
    cards: tuple[ScenarioCard, ...], known: dict[str, Record]
) -> None:
    step = choose(
        {slug: record for slug, record in known.items() if len(record.failures) < ENOUGH_FAILURES},
        everything=cards,
        mine=cards,
    )
    assert step is None or step.kind != "easier"
