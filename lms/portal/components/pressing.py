"""What waits for the visitor and has somebody waiting for it: limits that run out, decisions, views, talks, plans."""

from collections.abc import Iterator
from dataclasses import dataclass

from lms.culture.staff import hardships_waiting, voices_soon_due
from lms.feedback.cases import cases_due
from lms.feedback.findings import Awaited, awaited_of
from lms.feedback.hidden import objections_waiting
from lms.learning import observations_due, signatures_due
from lms.people import Role, mentees_of
from lms.portal.components.plain import facts
from lms.portal.visit import Visit


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that waits: what is to say about it, and the page where it is done."""

    said: str
    label: str
    page: str


def pressing(visit: Visit) -> list[Duty]:
    """All of it, what cannot be made up for first; nothing is read of what anybody said."""
    awaited = awaited_of(visit.house.context, actor=visit.actor)
    return [
        *_decisions(visit, awaited),
        *_cases(visit),
        *_own_view(visit, awaited),
        *_staff(visit),
        *_objections(visit),
        *_signatures(visit),
        *_talks(visit, awaited),
        *_to_mend(visit, awaited),
        *_own_plan(visit, awaited),
    ]


def _decisions(visit: Visit, awaited: Awaited) -> Iterator[Duty]:
    tr, _ = visit.tr, visit.gettext
    if awaited.decisions:
        said = tr.ngettext(
            "{count} grave finding waits for your decision; nothing follows before it.",
            "{count} grave findings wait for your decision; nothing follows before it.",
            awaited.decisions,
        )
        yield Duty(said.format(count=awaited.decisions), _("Decide"), "plans")


def _cases(visit: Visit) -> Iterator[Duty]:
    tr, _ = visit.tr, visit.gettext
    due = cases_due(visit.house.context, actor=visit.actor)
    said = []
    if due.over:
        over = tr.ngettext("{count} case is over its limit.", "{count} cases are over their limit.", due.over)
        said.append(over.format(count=due.over))
    if due.soon:
        soon = tr.ngettext(
            "{count} case is close to its limit.", "{count} cases are close to their limit.", due.soon
        )
        said.append(soon.format(count=due.soon))
    if said:
        yield Duty(tr.sentences(*said), _("To the cases"), "cases")


def _own_view(visit: Visit, awaited: Awaited) -> Iterator[Duty]:
    tr, _ = visit.tr, visit.gettext
    if awaited.view_until is not None:
        said = _("A customer complained, and you are asked how you see it, until {moment}.")
        yield Duty(said.format(moment=tr.moment(awaited.view_until)), _("Say how I see it"), "my_feedback")


def _staff(visit: Visit) -> Iterator[Duty]:
    tr, _ = visit.tr, visit.gettext
    if waiting := voices_soon_due(visit.house.context, actor=visit.actor):
        said = tr.ngettext(
            "{count} colleague waits for your answer, due by the next working day.",
            "{count} colleagues wait for your answer, due by the next working day.",
            waiting,
        )
        yield Duty(said.format(count=waiting), _("Answer them"), "hear_staff")
    if hurt := hardships_waiting(visit.house.context, actor=visit.actor):
        said = tr.ngettext(
            "A customer was abusive to {count} colleague: a pause, a talk or thanks is still to be given.",
            "Customers were abusive to {count} colleagues: a pause, a talk or thanks is still to be given.",
            hurt,
        )
        yield Duty(said.format(count=hurt), _("Be there for them"), "after_abuse")


def _objections(visit: Visit) -> Iterator[Duty]:
    tr, _ = visit.tr, visit.gettext
    if objections := objections_waiting(visit.house.context, actor=visit.actor):
        said = tr.ngettext(
            "{count} objection to a hidden complaint waits for your answer.",
            "{count} objections to hidden complaints wait for your answer.",
            objections,
        )
        yield Duty(said.format(count=objections), _("Answer the objection"), "hidden")


def _signatures(visit: Visit) -> Iterator[Duty]:
    """What keeps a mentee from going on until their mentor signs, or has seen them at work."""
    tr, _, learning, actor = visit.tr, visit.gettext, visit.house.learning, visit.actor
    if Role.MENTOR not in actor.roles:
        return
    people = mentees_of(visit.house.context, actor=actor)
    said = []
    if signatures := len(signatures_due(learning, actor=actor, people=people, locale=tr.locale)):
        waiting = tr.ngettext("{count} signature waits", "{count} signatures wait", signatures)
        said.append(waiting.format(count=signatures))
    if seen := len(observations_due(learning, actor=actor, people=people, locale=tr.locale)):
        said.append(_("Waiting to be seen at work: {count}").format(count=seen))
    if said:
        yield Duty(facts(*said), _("Look in on my mentees"), "mentees")


def _talks(visit: Visit, awaited: Awaited) -> Iterator[Duty]:
    tr, _ = visit.tr, visit.gettext
    if awaited.talks and awaited.talk_due is not None:
        said = tr.ngettext(
            "{count} talk about an action plan is to be held, by {day}.",
            "{count} talks about action plans are to be held, the first by {day}.",
            awaited.talks,
        )
        said = said.format(count=awaited.talks, day=tr.date(awaited.talk_due))
        yield Duty(said, _("To the action plans"), "plans")


def _to_mend(visit: Visit, awaited: Awaited) -> Iterator[Duty]:
    tr, _ = visit.tr, visit.gettext
    if awaited.to_mend and awaited.mend_due is not None:
        said = tr.ngettext(
            "You were named to mend {count} root cause, by {day}.",
            "You were named to mend {count} root causes, the first by {day}.",
            awaited.to_mend,
        )
        said = said.format(count=awaited.to_mend, day=tr.date(awaited.mend_due))
        yield Duty(said, _("See what is to be mended"), "my_feedback")


def _own_plan(visit: Visit, awaited: Awaited) -> Iterator[Duty]:
    tr, _ = visit.tr, visit.gettext
    if awaited.items and awaited.item_due is not None:
        said = tr.ngettext(
            "{count} thing of your action plan is to be done, by {day}.",
            "{count} things of your action plan are to be done, the first by {day}.",
            awaited.items,
        )
        said = said.format(count=awaited.items, day=tr.date(awaited.item_due))
        yield Duty(said, _("To my plan"), "my_feedback")
