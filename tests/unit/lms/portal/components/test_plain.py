"""Words that go into labels and lines of facts stay what they are."""

from lms.portal.components.plain import facts, plain


def test_a_line_of_facts_breaks_between_two_of_them_alone() -> None:
    line = facts("My best 77", "", "10 minutes")
    assert [part.replace("\u00a0", " ") for part in line.split(" ")] == ["My best 77 ·", "10 minutes"]


def test_a_fact_longer_than_a_line_of_a_telephone_is_broken_between_words() -> None:
    line = facts("Elderly or with special needs", "10 minutes")
    assert line.split(" ") == ["Elderly", "or", "with", "special", "needs\u00a0·", "10\u00a0minutes"]


def test_a_name_full_of_signs_is_shown_as_it_is_written() -> None:
    assert plain("*Li* [x](y) $1") == r"\*Li\* \[x\]\(y\) \$1"
