"""Chinese has no gap where a line of the file ended, or where a stage direction stood; English keeps its spaces."""

from scenarios.content_file import read_model
from scenarios.persona import Strict
from scenarios.state import spoken


class Note(Strict):
    text: str


def test_a_chinese_sentence_goes_on_in_the_next_line_without_a_gap() -> None:
    note = read_model(
        "text: >-\n  刚送走一位企业主，\n  “一个”男人走来。\n  他姓何。\n", Note, file="note.yaml"
    )
    assert note.text == "刚送走一位企业主，“一个”男人走来。他姓何。"


def test_a_space_that_somebody_wrote_in_a_line_stays() -> None:
    assert read_model("text: 银行营业网点 建设规范\n", Note, file="note.yaml").text == "银行营业网点 建设规范"


def test_english_lines_are_joined_with_a_space() -> None:
    note = read_model("text: >-\n  He said “no…”\n  and “why?”\n  “Go.”\n", Note, file="note.yaml")
    assert note.text == "He said “no…” and “why?” “Go.”"


def test_a_direction_in_the_middle_of_a_line_leaves_no_gap_in_chinese() -> None:
    assert spoken("让一屋子人干站着？«看表»我等不了了。") == "让一屋子人干站着？我等不了了。"
    assert spoken("Standing here… «looks at the clock» I can't wait.") == "Standing here… I can't wait."
