"""The customer's face: what a page gets, and what a trainee sees change."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.portal.components.portrait import MoodFace, PortraitLook, mood_word, portrait_image, portrait_svg
from lms.portal.components.portrait import look as looks
from lms.portal.components.portrait.mood import expression_of

_SVG = "{http://www.w3.org/2000/svg}"

any_look = st.builds(
    PortraitLook,
    age=st.integers(18, 95),
    gender=st.sampled_from(["female", "male"]),
    hair=st.sampled_from(get_args(looks.Hair)),
    hair_colour=st.sampled_from(get_args(looks.HairColour)),
    skin=st.sampled_from(get_args(looks.Skin)),
    glasses=st.booleans(),
    hearing_aid=st.booleans(),
    clothes=st.sampled_from(get_args(looks.Clothes)),
    clothes_colour=st.sampled_from(get_args(looks.ClothesColour)),
    beard=st.sampled_from(get_args(looks.Beard)),
    background=st.none() | st.sampled_from(get_args(looks.Background)),
)
feeling = st.floats(0, 1)
any_mood = st.builds(MoodFace, anger=feeling, anxiety=feeling, trust=feeling, confusion=feeling)


@given(any_look, st.none() | any_mood)
def test_every_customer_in_every_mood_is_a_light_well_formed_picture_with_a_title(
    look: PortraitLook, mood: MoodFace | None
) -> None:
    svg = portrait_svg(look, mood, label="王阿姨")
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{_SVG}title") == "王阿姨"
    assert len(svg.encode()) < 6 * 1024
    assert "nan" not in svg and "e-" not in re.sub(r"<title>.*?</title>|[a-z]+-[a-z]+", "", svg)


@given(any_look, any_mood)
def test_the_same_customer_in_the_same_mood_is_drawn_the_same(look: PortraitLook, mood: MoodFace) -> None:
    assert portrait_svg(look, mood, label="x") == portrait_svg(look, mood, label="x")


@pytest.mark.parametrize(
    ("trait", "value"),
    [("glasses", True), ("hearing_aid", True), ("age", 78), ("gender", "male"), ("beard", "beard")]
    + [("hair", hair) for hair in get_args(looks.Hair) if hair != "short"]
    + [("clothes", clothes) for clothes in get_args(looks.Clothes) if clothes != "shirt"],
)
def test_each_trait_can_be_seen(trait: str, value: object) -> None:
    plain = PortraitLook()
    assert _marks(replace(plain, **{trait: value})) != _marks(plain)  # type: ignore[arg-type]


def test_a_label_cannot_break_out_of_the_picture() -> None:
    svg = portrait_svg(PortraitLook(), None, label='"><script>alert(1)</script>')
    assert "<script" not in svg
    assert ET.fromstring(svg).findtext(f"{_SVG}title") == '"><script>alert(1)</script>'
    image = portrait_image(PortraitLook(), None, label='" onerror="alert(1)')
    assert 'onerror="' not in image


def test_two_portraits_on_one_page_do_not_share_their_clip_paths() -> None:
    calm = portrait_svg(PortraitLook(), MoodFace(), label="x")
    angry = portrait_svg(PortraitLook(), MoodFace(anger=0.9), label="x")
    assert not set(re.findall(r'id="([^"]+)"', calm)) & set(re.findall(r'id="([^"]+)"', angry))


def test_anger_draws_the_brows_together_and_reddens_the_face() -> None:
    calm, angry = expression_of(MoodFace()), expression_of(MoodFace(anger=0.9, trust=0.1))
    assert angry.brow_inner > calm.brow_inner + 2
    assert angry.flush > calm.flush
    assert angry.smile < 0 < calm.smile


def test_worry_raises_the_inner_brows_and_brings_a_drop_of_sweat() -> None:
    calm, worried = expression_of(MoodFace()), expression_of(MoodFace(anxiety=0.9))
    assert worried.brow_inner < calm.brow_inner - 2
    assert worried.sweat > 0.5 > calm.sweat


def test_somebody_who_does_not_follow_tilts_the_head_and_lifts_one_brow() -> None:
    confused = expression_of(MoodFace(confusion=0.8))
    assert confused.tilt > 2 and confused.brow_lift > 2 and confused.puzzle > 0.5


def test_trust_smiles_but_not_through_fury() -> None:
    assert expression_of(MoodFace(trust=0.9)).smile > 0.5
    assert expression_of(MoodFace(trust=0.9, anger=0.9)).smile < 0


def test_the_face_in_an_exam_tells_nothing_of_the_mood() -> None:
    neutral = expression_of(None)
    assert neutral == expression_of(MoodFace())
    assert neutral.flush == neutral.sweat == neutral.puzzle == neutral.frown == 0


@given(any_mood, st.sampled_from(["anger", "anxiety", "trust", "confusion"]))
def test_a_small_change_of_mood_is_a_small_change_of_face(mood: MoodFace, moved: str) -> None:
    nudged = replace(mood, **{moved: min(1.0, getattr(mood, moved) + 0.01)})
    before, after = expression_of(mood), expression_of(nudged)
    for name in ("brow_inner", "brow_outer", "lid", "smile", "mouth_open", "tilt", "flush", "sweat"):
        assert abs(getattr(after, name) - getattr(before, name)) < 0.4


@pytest.mark.parametrize(
    ("mood", "word"),
    [
        (MoodFace(), "calm"),
        (MoodFace(trust=0.7), "warm"),
        (MoodFace(anxiety=0.45), "uneasy"),
        (MoodFace(anxiety=0.75), "worried"),
        (MoodFace(confusion=0.6), "confused"),
        (MoodFace(anger=0.45), "annoyed"),
        (MoodFace(anger=0.65), "angry"),
        (MoodFace(anger=0.9), "furious"),
        (MoodFace(anger=0.4, anxiety=0.8), "worried"),
        (MoodFace(anger=0.65, anxiety=0.8), "angry"),
        (MoodFace(anxiety=0.4, confusion=0.7), "confused"),
        (MoodFace(trust=0.9, anger=0.4), "annoyed"),
    ],
)
def test_the_word_for_a_mood_is_what_a_bystander_would_say(mood: MoodFace, word: str) -> None:
    assert mood_word(mood) == word


def _marks(look: PortraitLook) -> str:
    return re.sub(r'"(?:url\(#)?[ge][0-9a-f]{8}\)?"', "", portrait_svg(look, None, label="x"))
