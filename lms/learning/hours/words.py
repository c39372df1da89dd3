"""What the ids of training hours are called on screen and in files."""

from collections.abc import Mapping

from lms.platform.i18n import mark

TOPIC_NAMES: Mapping[str, str] = {
    "consumer_protection": mark("Consumer protection"),
    "anti_fraud": mark("Preventing fraud"),
    "elder_service": mark("Serving the elderly"),
    "personal_data": mark("Personal data"),
    "anti_money_laundering": mark("Anti-money laundering"),
    "other": mark("Other training"),
}
GROUP_NAMES: Mapping[str, str] = {
    "manager": mark("Managers"),
    "front_line": mark("Front line"),
    "new_hire": mark("New hires"),
}
FORM_NAMES: Mapping[str, str] = {
    "online": mark("Online"),
    "drill": mark("Drill"),
    "classroom": mark("Classroom"),
}
KIND_NAMES: Mapping[str, str] = {
    "lesson": mark("Lesson"),
    "quiz": mark("Quiz"),
    "drill": mark("Drill with a customer"),
    "class": mark("Class"),
    "morning": mark("Morning drill"),
}
RULES: tuple[str, ...] = (
    mark("A lesson read to its end counts the minutes it is made for, once a year."),
    mark("A quiz that was passed counts the time it took, at most two minutes a question."),
    mark(
        "A drill with a customer counts the time it took, at most what the visit is made for, "
        "and each customer once a day."
    ),
    mark("A class or a morning drill counts for whoever was present."),
    mark("What belongs to several topics counts for each in equal parts, so no minute counts twice."),
)
