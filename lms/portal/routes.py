"""Which pages there are, and which of them a role finds in the navigation.

A page that is not listed is not thereby locked: the services behind it ask for permission themselves.
"""

from collections.abc import Collection
from importlib import import_module

import streamlit as st

from lms.culture.honours import decides_honours
from lms.people import Action, Role, may, units_open_to
from lms.platform.errors import Forbidden, NotFound
from lms.portal import links
from lms.portal.visit import Visit, asked_address

PAGES = (
    "home",
    "answers",
    "unfound",
    "path",
    "course",
    "lesson",
    "quiz",
    "competencies",
    "competency",
    "review",
    "hours",
    "training",
    "classes",
    "classroom",
    "present",
    "morning",
    "practice",
    "brief",
    "conversation",
    "debrief",
    "attempts",
    "compare",
    "certificates",
    "mentees",
    "observations",
    "observe",
    "observation",
    "foresight",
    "cleared",
    "exams",
    "calibration",
    "marking",
    "agreement",
    "branch",
    "needs",
    "team",
    "person",
    "funnel",
    "helped",
    "pilots",
    "pilot",
    "past_complaints",
    "figures",
    "figures_file",
    "customer_voice",
    "conduct",
    "heard",
    "trials",
    "trial",
    "drafts",
    "draft",
    "cases",
    "case",
    "my_feedback",
    "root_causes",
    "plans",
    "feedback",
    "feedback_item",
    "record_feedback",
    "feedback_file",
    "feedback_codes",
    "feedback_keys",
    "mystery_visits",
    "mystery_visit",
    "record_visit",
    "visits_file",
    "hidden",
    "honours",
    "rates",
    "points",
    "exchanges",
    "wall",
    "letters",
    "model_cases",
    "stories",
    "story",
    "tell_story",
    "stories_review",
    "suggestions",
    "suggestions_review",
    "contests",
    "contest",
    "staff_voice",
    "hear_staff",
    "mood",
    "after_abuse",
    "people",
    "entry",
    "lists",
    "permissions",
    "trail",
    "erasures",
    "data",
    "settings",
)
UNLISTED = (
    "entry",
    "mystery_visit",
    "record_visit",
    "visits_file",
    "unfound",
    "pilots",
    "pilot",
    "past_complaints",
    "figures_file",
    "case",
    "drafts",
    "draft",
    "model_cases",
    "stories",
    "story",
    "tell_story",
    "stories_review",
    "exchanges",
    "letters",
    "suggestions_review",
    "contests",
    "contest",
    "hear_staff",
    "mood",
    "after_abuse",
    "feedback_item",
    "record_feedback",
    "feedback_file",
    "feedback_codes",
    "feedback_keys",
    "observe",
    "observation",
    "foresight",
    "cleared",
    "course",
    "lesson",
    "quiz",
    "competencies",
    "competency",
    "review",
    "needs",
    "hours",
    "classes",
    "classroom",
    "present",
    "morning",
    "brief",
    "conversation",
    "debrief",
    "compare",
    "trial",
    "heard",
    "marking",
    "agreement",
    "permissions",
    "lists",
    "person",
    "funnel",
    "data",
)


def _page(name: str) -> links.Draw:
    """A page whose module is imported when it is drawn: charts take seconds, and the first page has none."""

    def draw() -> None:
        import_module(f"lms.portal.pages.{name}").page()

    return draw


links.enter({name: _page(name) for name in PAGES})


def pages_for(visit: Visit) -> list[st.Page]:
    """The pages of one person, in the order of the navigation; what is reached from a page only is hidden."""
    _, roles = visit.gettext, visit.actor.roles
    listed = [("home", _("Home"), "home")]
    listed += [("answers", _("Find an answer"), "search")] if may(visit.actor, Action.VIEW_WALL) else []
    listed += [("path", _("My path"), "route")] if Role.TRAINEE in roles else []
    listed += [("mentees", _("My mentees"), "group")] if Role.MENTOR in roles else []
    observes = Role.MENTOR in roles or units_open_to(visit.actor, Action.OBSERVE)
    listed += [("observations", _("At work"), "visibility")] if observes else []
    listed += [("exams", _("Exams"), "fact_check")] if roles & {Role.TRAINER, Role.MENTOR} else []
    listed += [("calibration", _("Calibration"), "rule")] if may(visit.actor, Action.CALIBRATE) else []
    listed += (
        [("team", _("Learning of my people"), "monitoring")]
        if roles & {Role.MANAGER, Role.TRAINER, Role.AUDITOR}
        else []
    )
    listed += [("branch", _("My people"), "storefront")] if Role.MANAGER in roles else []
    for action, entry in (
        (Action.READ_EFFECT, ("helped", _("Did it help?"), "query_stats")),
        (Action.READ_NEEDS, ("customer_voice", _("Voice of the customer"), "insights")),
    ):
        listed += [entry] if units_open_to(visit.actor, action) else []
    training = {Role.MANAGER, Role.TRAINER, Role.AUDITOR, Role.CONSUMER_PROTECTION_OFFICER}
    listed += [("training", _("Training hours"), "schedule")] if roles & training else []
    listed += (
        [("conduct", _("What to train on"), "record_voice_over")]
        if roles & {Role.MANAGER, Role.TRAINER}
        else []
    )
    listed += (
        [("certificates", _("Certificates"), "workspace_premium")]
        if roles & {Role.MANAGER, Role.TRAINER}
        else []
    )
    listed += (
        [("trials", _("Scenario check"), "stethoscope")] if may(visit.actor, Action.TRY_SCENARIOS) else []
    )
    reading = units_open_to(visit.actor, Action.READ_FEEDBACK)
    recording = units_open_to(visit.actor, Action.RECORD_FEEDBACK)
    listed += [("cases", _("Cases"), "inbox")] if reading else []
    mends = units_open_to(visit.actor, Action.MEND_ROOT_CAUSES)
    mends |= units_open_to(visit.actor, Action.VERIFY_ROOT_CAUSES)
    listed += [("root_causes", _("Root causes"), "build")] if mends else []
    talks = {Role.MANAGER, Role.MENTOR}
    listed += [("plans", _("Action plans"), "checklist")] if roles & talks else []
    listed += [("my_feedback", _("My feedback"), "reviews")] if Role.TRAINEE in roles else []
    listed += [("feedback", _("What customers said"), "hearing")] if reading else []
    listed += (
        [("record_feedback", _("Write down feedback"), "edit_note")] if recording and not reading else []
    )
    over_units = (
        ("mystery_visits", _("Mystery visits"), "person_search", Action.READ_VISITS),
        ("hidden", _("Hidden complaints"), "visibility_off", Action.READ_HIDDEN),
        ("rates", _("Complaint rates"), "stacked_line_chart", Action.CONFIRM_RATE_PLANS),
        ("figures", _("Figures of branches"), "table_chart", Action.READ_FIGURES),
        ("honours", _("Honours"), "emoji_events", Action.DECIDE_HONOURS),
    )
    listed += [
        one[:3]
        for one in over_units
        if units_open_to(visit.actor, one[3])
        # Honours are the whole bank's: an officer of a region alone would be refused.
        and (one[0] != "honours" or decides_honours(visit.house.context, actor=visit.actor))
    ]
    listed += [("points", _("My points"), "redeem")] if may(visit.actor, Action.HOLD_POINTS) else []
    listed += [("wall", _("Praise wall"), "favorite")] if may(visit.actor, Action.VIEW_WALL) else []
    suggests = may(visit.actor, Action.SUGGEST)
    listed += [("suggestions", _("Suggestions"), "lightbulb")] if suggests else []
    listed += [("staff_voice", _("My voice"), "campaign")] if may(visit.actor, Action.SPEAK_UP) else []
    hears = units_open_to(visit.actor, Action.HEAR_STAFF)
    listed += [("hear_staff", _("What staff say"), "forward_to_inbox")] if hears else []
    listed += [("people", _("People"), "badge")] if Role.ADMIN in roles else []
    listed += [("trail", _("Audit trail"), "policy")] if units_open_to(visit.actor, Action.READ_TRAIL) else []
    erasing = units_open_to(visit.actor, Action.DECIDE_ERASURE)
    listed += [("erasures", _("Requests for erasure"), "delete_sweep")] if erasing else []
    listed += [("settings", _("Settings"), "tune")] if Role.ADMIN in roles else []
    listed += [("practice", _("Scenarios"), "forum")]
    listed += [("attempts", _("My attempts"), "history")] if Role.TRAINEE in roles else []
    shown = [
        links.page_at(name, title=title, icon=f":material/{icon}:", shown=True)
        for name, title, icon in listed
    ]
    titles = {
        "mystery_visit": _("Mystery visits"),
        "record_visit": _("Enter a visit"),
        "visits_file": _("Enter visits from a file"),
        "unfound": _("What nobody found"),
        "pilots": _("Pilots"),
        "pilot": _("Pilot"),
        "past_complaints": _("Complaints from before the portal"),
        "figures_file": _("Take in figures"),
        "observe": _("At work"),
        "observation": _("At work"),
        "foresight": _("Rehearsal and work"),
        "cleared": _("Independent work"),
        "course": _("Course"),
        "lesson": _("Lesson"),
        "quiz": _("Quiz"),
        "competencies": _("My competencies"),
        "competency": _("Competency"),
        "review": _("Daily review"),
        "needs": _("Competencies by branch"),
        "hours": _("Training hours"),
        "classes": _("Classes"),
        "classroom": _("Class"),
        "present": _("Sign in to a class"),
        "morning": _("Morning drill"),
        "brief": _("Before you begin"),
        "conversation": _("Conversation"),
        "debrief": _("Debrief"),
        "compare": _("Side by side"),
        "trial": _("Scenario check"),
        "heard": _("What to train on"),
        "marking": _("Calibration"),
        "agreement": _("Calibration"),
        "entry": _("People"),
        "permissions": _("Who may do what"),
        "lists": _("Take in a list"),
        "person": _("Learning of my people"),
        "case": _("Case"),
        "drafts": _("Drafts from cases"),
        "draft": _("Drafts from cases"),
        "model_cases": _("Model cases"),
        "stories": _("Story library"),
        "story": _("Story library"),
        "tell_story": _("Tell a story"),
        "stories_review": _("Stories to edit"),
        "feedback_item": _("What customers said"),
        "record_feedback": _("Write down feedback"),
        "feedback_file": _("Take in a file"),
        "feedback_codes": _("QR code for customers"),
        "feedback_keys": _("Keys for other systems"),
        "funnel": _("Where people stop"),
        "letters": _("My letters"),
        "suggestions_review": _("What my people suggest"),
        "contests": _("Innovation contests"),
        "contest": _("Innovation contests"),
        "exchanges": _("What my people want for their points"),
        "hear_staff": _("What staff say"),
        "mood": _("Mood of the week"),
        "after_abuse": _("When a customer was abusive"),
        "data": _("My data"),
    }
    found = {name for name, _title, _icon in listed}
    # Streamlit would call an address it does not list no page at all, in English; ours says that it is locked.
    locked = [
        st.Page(_locked, url_path=name, title=_("Customer rehearsal"), visibility="hidden")
        for name in PAGES
        if name not in found and name not in UNLISTED
    ]
    hidden = [links.page_at(name, title=titles[name]) for name in UNLISTED if name not in found]
    return shown + hidden + locked + _nowhere(visit)


def only(draw: links.Draw, title: str) -> list[st.Page]:
    """One page for whatever address was asked for: the way in, say."""
    return [st.Page(draw, title=title, url_path="", default=True), *_at_this_address(draw, title)]


def _nowhere(visit: Visit) -> list[st.Page]:
    """A page of ours at an address that is none: Streamlit would say so in a box of its own, in English.

    The first of the pages has no path, so “/home” is none.
    """
    return _at_this_address(_no_such_page, visit.gettext("Customer rehearsal"), known=PAGES[1:])


def _at_this_address(draw: links.Draw, title: str, known: Collection[str] = ()) -> list[st.Page]:
    address = asked_address()
    # An address has one part; of deeper ones Streamlit makes no page.
    if not address or address in known or "/" in address:
        return []
    return [st.Page(draw, url_path=address, title=title, visibility="hidden")]


def _locked() -> None:
    raise Forbidden("This page is kept for other roles.")


def _no_such_page() -> None:
    raise NotFound("There is no page at this address. Perhaps it was shortened on its way, or is an old one.")
