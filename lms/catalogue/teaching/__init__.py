"""What is taught, as files: rules, lessons, quizzes, courses, curricula; reading them and checking them."""

from lms.catalogue.teaching.checking import Problem, check_teaching
from lms.catalogue.teaching.course import Activity, ActivityKind, Course, MoveOn, ObservationActivity
from lms.catalogue.teaching.curriculum import Audience, Curriculum
from lms.catalogue.teaching.lesson import CaseText, Diagram, InlineCheck, Lesson, Prose, Wordings, read_lesson
from lms.catalogue.teaching.publishing import publish_teaching
from lms.catalogue.teaching.quiz import Item, Quiz
from lms.catalogue.teaching.reading import CONTENT, Teaching, read_teaching
from lms.catalogue.teaching.rules import Citation, Rule, RuleRegister
from lms.catalogue.teaching.shelf import LessonCard, Shelf, Shelves, curriculum_as_published

__all__ = [
    "CONTENT",
    "Activity",
    "ActivityKind",
    "Audience",
    "CaseText",
    "Citation",
    "Course",
    "Curriculum",
    "Diagram",
    "InlineCheck",
    "Item",
    "Lesson",
    "LessonCard",
    "MoveOn",
    "ObservationActivity",
    "Problem",
    "Prose",
    "Quiz",
    "Rule",
    "RuleRegister",
    "Shelf",
    "Shelves",
    "Teaching",
    "Wordings",
    "check_teaching",
    "curriculum_as_published",
    "publish_teaching",
    "read_lesson",
    "read_teaching",
]
