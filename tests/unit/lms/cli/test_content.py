"""``lms content rules``: what rests on a rule, in either language, and a name that is not quite right."""

import pytest

from tests.command_line import lms


@pytest.mark.parametrize(
    ("locale", "title", "clause"), [("zh-CN", "反洗钱法", "第二十九条"), ("en", "Anti-Money", "article 29")]
)
def test_what_rests_on_a_rule_is_listed_in_the_language_asked_for(
    locale: str, title: str, clause: str
) -> None:
    ran = lms("content", "rules", "anti-money-laundering-law", "--locale", locale)
    assert ran.code == 0, ran.err
    assert title in ran.out.splitlines()[0] and "2025-01-01" in ran.out.splitlines()[0]
    assert clause in ran.out.lower()


def test_both_languages_rest_on_the_same_rule() -> None:
    chinese, english = (
        lms("content", "rules", "due-diligence-2025", "--locale", locale, "--json").json[0]["resting"]
        for locale in ("zh-CN", "en")
    )
    assert {(one["kind"], one["ref"]) for one in chinese} == {(one["kind"], one["ref"]) for one in english}


def test_a_rule_that_is_misspelt_is_answered_with_the_one_that_is_near() -> None:
    ran = lms("content", "rules", "due-dilligence-2025")
    assert ran.code == 1 and ran.out == ""
    assert "did you mean “due-diligence-2025”?" in ran.err
    assert "wage-accounts-2021" not in ran.err


def test_a_rule_that_is_like_no_other_is_answered_with_how_to_list_them() -> None:
    ran = lms("content", "rules", "zzz")
    assert ran.code == 1
    assert "There is no rule “zzz”" in ran.err and "`lms content rules`" in ran.err
    assert len(ran.err.splitlines()) < 4
