"""Stories of service: told by colleagues with leave of those they tell of, edited, found, taken into the morning."""

from lms.culture.stories.consenting import (
    OfMe,
    answer_for_me,
    leave_asked,
    stories_asked_back,
    stories_of_me,
    withdraw_story,
)
from lms.culture.stories.editing import decide_story, edit_story, hold_up, stories_to_edit, stories_waiting
from lms.culture.stories.library import Wanted, can_help, find_stories, read_story, say_it_helped
from lms.culture.stories.mornings import story_of_the_morning, take_into_morning
from lms.culture.stories.reading import Story, StoryDeed
from lms.culture.stories.telling import (
    LookedThrough,
    Telling,
    colleagues_to_tell_of,
    look_through,
    my_stories,
    tell_again,
    tell_story,
)

__all__ = [
    "LookedThrough",
    "OfMe",
    "Story",
    "StoryDeed",
    "Telling",
    "Wanted",
    "answer_for_me",
    "can_help",
    "colleagues_to_tell_of",
    "decide_story",
    "edit_story",
    "find_stories",
    "hold_up",
    "leave_asked",
    "look_through",
    "my_stories",
    "read_story",
    "say_it_helped",
    "stories_asked_back",
    "stories_of_me",
    "stories_to_edit",
    "stories_waiting",
    "story_of_the_morning",
    "take_into_morning",
    "tell_again",
    "tell_story",
    "withdraw_story",
]
