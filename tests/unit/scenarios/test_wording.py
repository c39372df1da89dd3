"""What a model wrote becomes a line: form is mended, piece by piece as it comes."""

import pytest

from scenarios.wording import lines_of

NAMES = ("孙桂芬", "Mrs Han")


def _lines(text: str, size: int = 3) -> list[str]:
    pieces = (text[at : at + size] for at in range(0, len(text), size))
    return list(lines_of(pieces, names=NAMES))


@pytest.mark.parametrize("size", [1, 5, 1000])
@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("<think>The user wants</think>\n\nWell, I wait. Now what?", "Well, I wait. Now what?"),
        ("<thinking>他应该生气</thinking>我等着。", "我等着。"),
        ("Customer: I want my money.", "I want my money."),
        ("**Customer:** *sighs* I want it. Really!", "«sighs» I want it. Really!"),
        ("Mrs Han: «nods» Yes. Mr. Li told me.", "«nods» Yes. Mr. Li told me."),
        ("孙桂芬：（叹了口气）我都等了一个钟头了。您说呢？", "«叹了口气»我都等了一个钟头了。您说呢？"),
        ("顾客：【摆手】不用了。", "«摆手»不用了。"),
        ("(sighs) I have waited.", "«sighs» I have waited."),
        ("*sighs*\nI have waited an hour.", "«sighs» I have waited an hour."),
        ("«叹气。»我等了。", "«叹气。»我等了。"),
        ("“我要取钱。”", "我要取钱。"),
        ('"I want it."', "I want it."),
        ("«sighs I am lost. Yes.", "sighs I am lost. Yes."),
        ("The gas bill (it was five) is paid.", "The gas bill (it was five) is paid."),
        ("好吧", "好吧"),
    ],
)
def test_form_is_mended_however_the_words_come(written: str, line: str, size: int) -> None:
    assert "".join(_lines(written, size)) == line


def test_sentences_come_one_by_one() -> None:
    assert _lines("我等了一个钟头。您说呢？快点") == ["我等了一个钟头。", "您说呢？"]


def test_thoughts_that_do_not_end_are_no_words() -> None:
    assert _lines("<think>The customer is angry. I should") == []


def test_a_third_gesture_and_a_long_one_are_left_out() -> None:
    assert "".join(_lines("«sits» One. «stands» Two. «sits» Three.")) == "«sits» One. «stands» Two. Three."
    told = "*" + "walks up and down and thinks of home " * 3 + "* Well then."
    assert "".join(_lines(told)) == "Well then."


def test_no_end_of_a_sentence_is_waited_for_for_ever() -> None:
    taken: list[int] = []

    def endless() -> object:
        for count in range(10_000):
            taken.append(count)
            yield "and "

    assert len("".join(lines_of(endless(), names=NAMES))) < 600  # type: ignore[arg-type]
    assert len(taken) < 200


def test_another_speakers_label_is_left_for_the_role_check() -> None:
    assert _lines("我要取钱。\n员工：好的。") == ["我要取钱。", " 员工：好的。"]
