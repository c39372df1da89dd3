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
CONTENT_NAMES: Mapping[str, str] = {
    "lesson": mark("Lesson"),
    "quiz": mark("Quiz"),
    "course": mark("Course"),
    "scenario": mark("Drill with a customer"),
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
_WHO = (
    mark("Employee number"),
    mark("Name in Chinese"),
    mark("Name in Latin letters"),
    mark("Job"),
    mark("Branch number"),
    mark("Branch in Chinese"),
    mark("Branch in English"),
)
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "coverage": (
        mark("Branch number"),
        mark("Branch"),
        mark("Group"),
        mark("Minutes asked"),
        mark("People counted"),
        mark("Have what is asked"),
        mark("Share"),
        mark("Minutes altogether"),
    ),
    "roster": (
        *_WHO,
        mark("Hired on"),
        mark("Groups"),
        mark("Minutes online"),
        mark("Minutes of drills"),
        mark("Minutes in classrooms"),
        mark("Minutes altogether"),
        mark("Minutes asked"),
        mark("Has what is asked"),
    ),
    "entries": (
        *_WHO,
        mark("Day"),
        mark("Minutes"),
        mark("Form"),
        mark("Kind"),
        mark("Title"),
        mark("Content"),
        mark("Content version"),
        mark("SHA-256 of the content"),
        mark("Score"),
        mark("Entry"),
        mark("Corrects entry"),
        mark("Reason"),
    ),
    "classes": (
        mark("Class number"),
        mark("Title"),
        mark("Kind"),
        mark("Began at"),
        mark("Place"),
        mark("Minutes"),
        *_WHO,
        mark("Invited"),
        mark("Present"),
        mark("Signed in at"),
        mark("Signed in by"),
        mark("Made up on"),
        mark("Makes up for class"),
    ),
    "content": (
        mark("Kind"),
        mark("Content"),
        mark("Language"),
        mark("Content version"),
        mark("Title"),
        mark("SHA-256 of the content"),
        mark("Held from"),
        mark("Held until"),
    ),
    "questions": (
        mark("Course"),
        mark("Title"),
        mark("Question number"),
        mark("Language"),
        mark("Quiz version"),
        mark("Quiz question"),
        mark("SHA-256 of the question"),
        mark("Held from"),
        mark("Held until"),
    ),
}
ALL_UNITS = mark("All units")
PACK_FILES: Mapping[str, str] = {
    "coverage.csv": mark("coverage of managers, front line and new hires, the whole and by branch"),
    "roster.csv": mark("everybody who counts in the year, with minutes by form and whether it is enough"),
    "entries.csv": mark(
        "the ledger: who learned what, when, how long, in which version and with which score; corrections too"
    ),
    "classes.csv": mark("rosters of classes and morning drills: present, absent, made up when"),
    "content.csv": mark("every version of what was taught, with its SHA-256 and when it held"),
    "questions.csv": mark("every quiz question, in which version it held when"),
    "pack.xlsx": mark("all of these as one spreadsheet"),
    "manifest.json": mark("name, size, rows and SHA-256 of each file"),
    "SHA256SUMS": mark("the same sums, for “sha256sum -c”"),
}
PACK_NOTES: tuple[str, ...] = (
    mark(
        "Counted is who worked at the bank when this was built and was hired before the year ended, in the branch of "
        "that day; the ledger and the rosters also hold who has left since."
    ),
    mark("A newcomer at the counter is in two groups, front line and new hires, and is counted in both."),
    mark("Targets are the bank's own: the rules ask for training every year and name no minutes."),
    mark(
        "“Held from” is the moment at which this installation took a version in. What was shown before that, and "
        "whether anybody read more than their ledger says, is not known here. An entry without a version comes "
        "from a class or from another system, whose content is not kept here."
    ),
    mark("A cell that could be taken for a formula begins with an apostrophe."),
)
