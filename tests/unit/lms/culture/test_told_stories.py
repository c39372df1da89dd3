"""The stories of the demo bank: whole, told by people there are, of people of their own branch."""

import pytest

from lms.catalogue.teaching.vocabulary import COMPETENCIES
from lms.culture.stories.demo import stories_told
from lms.culture.stories.wording import LONGEST
from lms.culture.stories.words import OCCASIONS
from lms.feedback.words import BUSINESS_NAMES, SEGMENT_NAMES
from lms.people.demo_staff import STAFF
from lms.platform.settings import LOCALES, Locale

UNITS = {person.username: person.unit for person in STAFF}


@pytest.mark.parametrize("locale", LOCALES)
def test_there_are_eight_good_stories_in_each_language(locale: Locale) -> None:
    stories = stories_told(locale)
    assert len([one for one in stories if one.state == "published"]) >= 8
    assert len({one.title for one in stories}) == len(stories)
    assert len({one.competency for one in stories}) >= 6 and len({UNITS[one.by] for one in stories}) >= 4


@pytest.mark.parametrize("locale", LOCALES)
def test_each_is_whole_and_tells_of_colleagues_of_the_same_branch(locale: Locale) -> None:
    for one in stories_told(locale):
        for part, longest in LONGEST.items():
            assert 0 < len(getattr(one, part).strip()) <= longest, (one.title, part)
        assert {UNITS[username] for username in one.people} == {UNITS[one.by]}, one.title
        assert {*one.named} <= {*one.people} and {*one.helped} <= UNITS.keys(), one.title
        assert not {*one.helped} & {one.by, *one.people}, one.title
        assert one.competency in COMPETENCIES and one.occasion in OCCASIONS
        assert one.business in BUSINESS_NAMES and one.segment in SEGMENT_NAMES


def test_a_language_has_its_own_stories_and_no_translations() -> None:
    told = [{(one.by, one.people, one.occasion) for one in stories_told(locale)} for locale in LOCALES]
    assert not set.intersection(*told)
