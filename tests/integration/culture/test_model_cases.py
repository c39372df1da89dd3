"""A sentence of praise becomes a model case for a competency, where whoever is praised offers it."""

from collections.abc import Callable

import pytest

from lms.culture import model_cases, my_offers, offer_model_case, take_back_model_case
from lms.feedback import correct_feedback
from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused

TWO = "来办挂失，心里慌得很。柜员林晓雨特别耐心，陪我一步一步办完，还帮我叫车！"


def test_a_sentence_is_offered_for_a_competency_and_taken_back(
    context: Context, who: Callable[[str], Actor], praised: Callable[..., str]
) -> None:
    me, other = who("new-hire"), who("qian.xiuzhen")
    item_id = praised(text=TWO)
    (offer,) = my_offers(context, actor=me)
    assert len(offer.sentences) == 2 and offer.place is None
    assert model_cases(context, actor=other) == (), "nobody's praise teaches before they agree"
    offer_model_case(context, actor=me, item_id=item_id, place=1, competency="empathy", named=True)
    (shown,) = model_cases(context, actor=other, competency="empathy")
    assert shown.sentence.startswith("柜员林晓雨特别耐心") and shown.person is not None
    assert model_cases(context, actor=other, competency="ownership") == ()
    offer_model_case(context, actor=me, item_id=item_id, place=1, competency="empathy", named=False)
    (shown,) = model_cases(context, actor=other)
    assert shown.person is None and "林晓雨" not in shown.sentence and "特别耐心" in shown.sentence
    take_back_model_case(context, actor=me, item_id=item_id)
    assert model_cases(context, actor=other) == ()


def test_only_ones_own_confirmed_praise_is_offered(
    context: Context, who: Callable[[str], Actor], praised: Callable[..., str]
) -> None:
    item_id = praised()
    asked = {"item_id": item_id, "place": 0, "competency": "empathy", "named": True}
    with pytest.raises(NotFound):
        offer_model_case(context, actor=who("qian.xiuzhen"), **asked)  # type: ignore[arg-type]
    with pytest.raises(Forbidden):
        offer_model_case(context, actor=who("admin"), **asked)  # type: ignore[arg-type]
    for wrong in ({"place": 9}, {"place": -1}, {"competency": "singing"}):
        with pytest.raises(Refused):
            offer_model_case(context, actor=who("new-hire"), **(asked | wrong))  # type: ignore[arg-type]


def test_what_is_no_praise_any_more_teaches_nobody_and_a_manager_may_take_it_back(
    context: Context, who: Callable[[str], Actor], praised: Callable[..., str], tell: Callable[[], None]
) -> None:
    me, item_id = who("new-hire"), praised()
    offer_model_case(context, actor=me, item_id=item_id, place=0, competency="empathy", named=True)
    with pytest.raises(Forbidden):
        take_back_model_case(context, actor=who("qian.xiuzhen"), item_id=item_id)
    with pytest.raises(Forbidden):
        take_back_model_case(context, actor=who("shen.youtian"), item_id=item_id)
    handler = who("shao.yunshu")
    correct_feedback(
        context, actor=handler, item_id=item_id, said={"flags": ["solicited"]}, reason="员工要来的"
    )
    tell()
    assert model_cases(context, actor=me) == ()
    correct_feedback(context, actor=handler, item_id=item_id, said={"flags": []}, reason="弄错了")
    assert len(model_cases(context, actor=me)) == 1
    take_back_model_case(context, actor=who("manager"), item_id=item_id)
    assert model_cases(context, actor=me) == ()
    with pytest.raises(NotFound):
        take_back_model_case(context, actor=me, item_id=item_id)
