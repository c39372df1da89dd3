"""Which objective a hint is about."""

from lms.practice.hinting import next_objective
from scenarios.state import State
from tests.a_scenario import a_scenario, scenario_data

SCENARIO = a_scenario()
START = State.at_start(SCENARIO)


def objective(id_: str, **met_by: object) -> dict[str, object]:
    return {"id": id_, "text": f"{id_}.", "hint": f"{id_}!", "met_by": {"any": ["empathise"], **met_by}}


def next_of(state: State, *objectives: dict[str, object]) -> str | None:
    endings = scenario_data()["endings"]
    endings[1]["when"] = {"anger_max": 0.1}
    found = next_objective(a_scenario(objectives=list(objectives), endings=endings), state)
    return None if found is None else found.id


def test_the_first_that_is_open() -> None:
    one, two = objective("one"), objective("two")
    assert next_of(START, one, two) == "one"
    assert next_of(START.model_copy(update={"objectives": ("one",)}), one, two) == "two"
    assert next_of(START.model_copy(update={"objectives": ("one", "two")}), one, two) is None


def test_what_can_be_met_now_comes_before_what_waits_for_a_fact_or_another_objective() -> None:
    waits, later, now = (
        objective("waits", facts=["parcel"]),
        objective("later", objectives=["now"]),
        objective("now"),
    )
    assert next_of(START, waits, later, now) == "now"
    assert next_of(START.model_copy(update={"facts": ("parcel",)}), waits, later, now) == "waits"
    assert next_of(START.model_copy(update={"objectives": ("now",)}), waits, later, now) == "later"


def test_where_nothing_can_be_met_now_the_first_that_still_can_be() -> None:
    assert next_of(START, objective("waits", facts=["parcel"])) == "waits"


def test_what_was_shut_out_for_good_is_not_hinted_at() -> None:
    spoilt, other = objective("spoilt", never=["rude"]), objective("other")
    assert next_of(START.model_copy(update={"done": {"rude": 1}}), spoilt, other) == "other"
