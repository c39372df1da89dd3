"""The audit trail: who read or changed whose data, when, and by what right. Ids and hashes, never a word of text.

A change is recorded in the transaction that makes it, a reading before the answer is handed out. Entries are added and
never changed (the database refuses it), and each is bound to the one before it (see ``chain``). What somebody reads of
their own is nobody's business and is not recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from lms.people.chain import digest_of
from lms.people.permissions import Actor
from lms.people.roles import Role
from lms.people.tables import AuditEntry, AuditHead
from lms.platform.context import Context
from lms.platform.i18n import mark

READ_ONCE_IN = timedelta(minutes=10)
"""Whoever reads the same again within this time has one entry for it: a page is drawn anew at every click."""


class Deed(StrEnum):
    """What was done with somebody else's data."""

    READ_EXAM = "read_exam"
    READ_SHARED = "read_shared"
    READ_BLIND = "read_blind"
    LISTED_EXAMS = "listed_exams"
    LISTED_SHARED = "listed_shared"
    COMMENTED = "commented"
    SAW = "saw"
    MARKED = "marked"
    ANSWERED = "answered"
    READ_PROGRESS = "read_progress"
    LISTED_PROGRESS = "listed_progress"
    READ_CONDUCT = "read_conduct"
    LISTED_CONDUCT = "listed_conduct"
    TOOK_IN_TRANSCRIPT = "took_in_transcript"
    ERASED_TRANSCRIPTS = "erased_transcripts"
    READ_OBSERVATION = "read_observation"
    LISTED_OBSERVATIONS = "listed_observations"
    LISTED_COMPARISON = "listed_comparison"
    OBSERVED = "observed"
    SIGNED_OFF = "signed_off"
    WAIVED_COURSE = "waived_course"
    TOOK_BACK_WAIVER = "took_back_waiver"
    NOTED_LEAVE = "noted_leave"
    ENROLLED = "enrolled"
    LET_TRY_AGAIN = "let_try_again"
    CORRECTED_HOURS = "corrected_hours"
    CREDITED_HOURS = "credited_hours"
    REVOKED_CERTIFICATE = "revoked_certificate"
    REISSUED_CERTIFICATE = "reissued_certificate"
    LISTED_PEOPLE = "listed_people"
    ENTERED_PERSON = "entered_person"
    CHANGED_PERSON = "changed_person"
    DEACTIVATED_PERSON = "deactivated_person"
    TOOK_BACK_PERSON = "took_back_person"
    CREATED_ACCOUNT = "created_account"
    LET_SIGN_IN_ANEW = "let_sign_in_anew"
    GRANTED_ROLE = "granted_role"
    ENDED_ROLE = "ended_role"
    CHANGED_MENTOR = "changed_mentor"
    LISTED_ERASURES = "listed_erasures"
    ERASED_DATA = "erased_data"
    REFUSED_ERASURE = "refused_erasure"
    LISTED_TRAIL = "listed_trail"
    LISTED_FEEDBACK = "listed_feedback"
    READ_FEEDBACK = "read_feedback"
    READ_ORIGINAL = "read_original"
    TOOK_IN_FEEDBACK = "took_in_feedback"
    CORRECTED_FEEDBACK = "corrected_feedback"
    LINKED_FEEDBACK = "linked_feedback"
    OPENED_CASE = "opened_case"
    READ_CASE = "read_case"
    LISTED_CASES = "listed_cases"
    STEPPED_CASE = "stepped_case"
    ASSIGNED_CASE = "assigned_case"
    FOUND_DOING = "found_doing"
    DECIDED_GRAVE = "decided_grave"
    LISTED_PLANS = "listed_plans"
    HELD_TALK = "held_talk"
    DRAFTED_SCENARIO = "drafted_scenario"
    PUBLISHED_SCENARIO = "published_scenario"
    LISTED_BRANCH_PLANS = "listed_branch_plans"
    DECIDED_BRANCH_PLAN = "decided_branch_plan"
    MENDED_CAUSE = "mended_cause"
    VERIFIED_CAUSE = "verified_cause"
    MADE_FEEDBACK_KEY = "made_feedback_key"
    REVOKED_FEEDBACK_KEY = "revoked_feedback_key"
    RECORDED_VISIT = "recorded_visit"
    TOOK_BACK_VISIT = "took_back_visit"
    LISTED_VISITS = "listed_visits"
    READ_VISIT = "read_visit"
    RECORDED_HIDDEN = "recorded_hidden"
    LISTED_HIDDEN = "listed_hidden"
    OBJECTED_TO_HIDDEN = "objected_to_hidden"
    ANSWERED_HIDDEN = "answered_hidden"
    LIFTED_HIDDEN = "lifted_hidden"
    LISTED_HONOURS = "listed_honours"
    DECIDED_HONOURS = "decided_honours"
    LISTED_POINTS = "listed_points"
    DECIDED_EXCHANGE = "decided_exchange"
    TOOK_BACK_POINTS = "took_back_points"
    TOOK_DOWN_LETTER = "took_down_letter"
    TOOK_BACK_MODEL_CASE = "took_back_model_case"
    LISTED_STORIES = "listed_stories"
    EDITED_STORY = "edited_story"
    LISTED_SUGGESTIONS = "listed_suggestions"
    REVIEWED_SUGGESTION = "reviewed_suggestion"
    OPENED_CONTEST = "opened_contest"
    ANNOUNCED_CONTEST = "announced_contest"
    LISTED_PRIZES = "listed_prizes"
    DECIDED_PRIZE = "decided_prize"
    LISTED_VOICES = "listed_voices"
    ANSWERED_VOICE = "answered_voice"
    LISTED_HARDSHIPS = "listed_hardships"
    TOLD_HARDSHIP = "told_hardship"
    CARED_AFTER_ABUSE = "cared_after_abuse"
    LISTED_EFFECT = "listed_effect"
    TOOK_IN_PAST = "took_in_past"
    TOOK_IN_FIGURES = "took_in_figures"
    LISTED_NEEDS = "listed_needs"
    COMPARED_TEXTS = "compared_texts"
    NAMED_NEED = "named_need"
    BEGAN_PILOT = "began_pilot"
    DECIDED_PILOT = "decided_pilot"
    CAME_BY_PROVIDER = "came_by_provider"
    LEAVER_TURNED_AWAY = "leaver_turned_away"


DEED_NAMES: dict[Deed, str] = {
    Deed.READ_EXAM: mark("Read an exam"),
    Deed.READ_SHARED: mark("Read practice that was shared"),
    Deed.READ_BLIND: mark("Read an exam without its name, to compare marks"),
    Deed.LISTED_EXAMS: mark("Opened the list of exams"),
    Deed.LISTED_SHARED: mark("Opened the list of shared practice"),
    Deed.COMMENTED: mark("Commented on a conversation"),
    Deed.SAW: mark("Noted an exam as read"),
    Deed.MARKED: mark("Set a mark anew"),
    Deed.ANSWERED: mark("Answered an objection"),
    Deed.READ_PROGRESS: mark("Read the progress"),
    Deed.LISTED_PROGRESS: mark("Opened the progress of a team"),
    Deed.READ_CONDUCT: mark("Read what to train on, in words"),
    Deed.LISTED_CONDUCT: mark("Opened what to train on"),
    Deed.TOOK_IN_TRANSCRIPT: mark("Authorised transcripts of service"),
    Deed.ERASED_TRANSCRIPTS: mark("Had transcripts of service erased"),
    Deed.READ_OBSERVATION: mark("Read an observation at work"),
    Deed.LISTED_OBSERVATIONS: mark("Opened who was observed at work"),
    Deed.LISTED_COMPARISON: mark("Compared rehearsal with work"),
    Deed.OBSERVED: mark("Signed an observation at work"),
    Deed.SIGNED_OFF: mark("Signed for what was seen at work, or what is missing"),
    Deed.WAIVED_COURSE: mark("Let somebody off a course"),
    Deed.TOOK_BACK_WAIVER: mark("Took back that somebody was let off a course"),
    Deed.NOTED_LEAVE: mark("Noted a leave"),
    Deed.ENROLLED: mark("Enrolled somebody by hand"),
    Deed.LET_TRY_AGAIN: mark("Opened a quiz once more"),
    Deed.CORRECTED_HOURS: mark("Corrected training hours"),
    Deed.CREDITED_HOURS: mark("Credited the hours of a class"),
    Deed.REVOKED_CERTIFICATE: mark("Withdrew a certificate"),
    Deed.REISSUED_CERTIFICATE: mark("Issued a certificate anew"),
    Deed.LISTED_PEOPLE: mark("Opened the list of people"),
    Deed.ENTERED_PERSON: mark("Entered a person"),
    Deed.CHANGED_PERSON: mark("Changed a person's entry"),
    Deed.DEACTIVATED_PERSON: mark("Closed the entry of a leaver"),
    Deed.TOOK_BACK_PERSON: mark("Opened the entry of somebody who came back"),
    Deed.CREATED_ACCOUNT: mark("Created an account"),
    Deed.LET_SIGN_IN_ANEW: mark("Gave somebody a new first password"),
    Deed.GRANTED_ROLE: mark("Gave somebody a role, or another last day of it"),
    Deed.ENDED_ROLE: mark("Ended somebody's role"),
    Deed.CHANGED_MENTOR: mark("Changed who mentors"),
    Deed.LISTED_ERASURES: mark("Opened who asks for erasure"),
    Deed.ERASED_DATA: mark("Erased somebody's data, as asked"),
    Deed.REFUSED_ERASURE: mark("Refused to erase somebody's data"),
    Deed.LISTED_TRAIL: mark("Opened the audit trail"),
    Deed.LISTED_FEEDBACK: mark("Opened what customers said, masked"),
    Deed.READ_FEEDBACK: mark("Read what a customer said, masked"),
    Deed.READ_ORIGINAL: mark("Opened the original words of a customer"),
    Deed.TOOK_IN_FEEDBACK: mark("Took in feedback"),
    Deed.CORRECTED_FEEDBACK: mark("Corrected what feedback is"),
    Deed.LINKED_FEEDBACK: mark("Said whether two pieces of feedback are one"),
    Deed.OPENED_CASE: mark("Opened a case"),
    Deed.READ_CASE: mark("Read a case, masked"),
    Deed.LISTED_CASES: mark("Opened the list of cases, masked"),
    Deed.STEPPED_CASE: mark("Did something about a case"),
    Deed.ASSIGNED_CASE: mark("Said who handles a case, or passed it up"),
    Deed.FOUND_DOING: mark("Said whose doing it was"),
    Deed.DECIDED_GRAVE: mark("Decided what follows from something grave"),
    Deed.LISTED_PLANS: mark("Opened action plans"),
    Deed.HELD_TALK: mark("Noted the talk of an action plan"),
    Deed.DRAFTED_SCENARIO: mark("Made a scenario draft of a case"),
    Deed.PUBLISHED_SCENARIO: mark("Published a scenario made of a case"),
    Deed.LISTED_BRANCH_PLANS: mark("Opened plans for a branch, with the cases behind them"),
    Deed.DECIDED_BRANCH_PLAN: mark("Started a plan for a branch, or put it aside"),
    Deed.MENDED_CAUSE: mark("Mended a root cause"),
    Deed.VERIFIED_CAUSE: mark("Verified whether a root cause was mended"),
    Deed.MADE_FEEDBACK_KEY: mark("Made a key for handing in feedback"),
    Deed.REVOKED_FEEDBACK_KEY: mark("Revoked a key for handing in feedback"),
    Deed.RECORDED_VISIT: mark("Entered a mystery visit"),
    Deed.TOOK_BACK_VISIT: mark("Took back a mystery visit"),
    Deed.LISTED_VISITS: mark("Opened the mystery visits of a branch"),
    Deed.READ_VISIT: mark("Read a mystery visit"),
    Deed.RECORDED_HIDDEN: mark("Recorded a hidden complaint"),
    Deed.LISTED_HIDDEN: mark("Opened hidden complaints"),
    Deed.OBJECTED_TO_HIDDEN: mark("Objected to a hidden complaint"),
    Deed.ANSWERED_HIDDEN: mark("Answered an objection to a hidden complaint"),
    Deed.LIFTED_HIDDEN: mark("Lifted a hidden complaint"),
    Deed.LISTED_HONOURS: mark("Opened the letters that a quarter may honour"),
    Deed.DECIDED_HONOURS: mark("Decided on the honours of a quarter"),
    Deed.LISTED_POINTS: mark("Opened the points of a team"),
    Deed.DECIDED_EXCHANGE: mark("Decided on an exchange of points"),
    Deed.TOOK_BACK_POINTS: mark("Took back points"),
    Deed.LISTED_STORIES: mark("Opened the stories that wait for an editor"),
    Deed.EDITED_STORY: mark("Dealt with a story of service"),
    Deed.OPENED_CONTEST: mark("Opened an innovation contest"),
    Deed.ANNOUNCED_CONTEST: mark("Announced the result of a contest"),
    Deed.LISTED_PRIZES: mark("Opened the prizes that wait for approval"),
    Deed.DECIDED_PRIZE: mark("Decided on a prize"),
    Deed.LISTED_SUGGESTIONS: mark("Opened the suggestions of a team"),
    Deed.REVIEWED_SUGGESTION: mark("Reviewed a suggestion"),
    Deed.TOOK_DOWN_LETTER: mark("Took a letter from the praise wall"),
    Deed.TOOK_BACK_MODEL_CASE: mark("Took back a model case"),
    Deed.LISTED_VOICES: mark("Opened what gets in the way of staff"),
    Deed.ANSWERED_VOICE: mark("Answered what gets in somebody's way"),
    Deed.LISTED_HARDSHIPS: mark("Opened to whom customers were abusive"),
    Deed.TOLD_HARDSHIP: mark("Said that a customer was abusive to somebody"),
    Deed.CARED_AFTER_ABUSE: mark("Noted a pause, a talk or thanks after abuse"),
    Deed.LISTED_EFFECT: mark("Opened what came after training, person by person"),
    Deed.TOOK_IN_PAST: mark("Took in figures of past complaints"),
    Deed.TOOK_IN_FIGURES: mark("Took in figures of branches"),
    Deed.LISTED_NEEDS: mark("Opened sentences of customers in the quarterly paper"),
    Deed.COMPARED_TEXTS: mark("Had the texts of a quarter compared"),
    Deed.NAMED_NEED: mark("Named a hidden need"),
    Deed.BEGAN_PILOT: mark("Began a pilot"),
    Deed.DECIDED_PILOT: mark("Decided on a pilot"),
    Deed.CAME_BY_PROVIDER: mark("Signed in by single sign-on"),
    Deed.LEAVER_TURNED_AWAY: mark("Turned away a leaver at single sign-on"),
}


@dataclass(frozen=True)
class Note:
    """One deed.

    Attributes:
        deed: what was done.
        why: the role that gave the right to it; none where the program itself acted, or the command line.
        person_id: whose data; none where they are many and no one in particular.
        object_id: the attempt, the entry or the like: a written reason stands there.
        people: how many people's data.
    """

    deed: Deed
    why: Role | None
    person_id: str | None = None
    object_id: str | None = None
    people: int = 1


def record(context: Context, connection: Connection, *, actor: Actor | None, notes: Iterable[Note]) -> None:
    """Add entries to the trail, inside the transaction that does what they say, as the last thing in it.

    The trail's head is held until the transaction ends: that is why it comes last, and why no two writers ever follow
    the same entry.

    Args:
        context: the clock.
        connection: of a transaction.
        actor: who did it; none for the program itself.
        notes: what was done, in order.
    """
    given = list(notes)
    if not given:
        return
    place, previous = connection.execute(
        select(col(AuditHead.place), col(AuditHead.digest)).with_for_update()
    ).one()
    now, rows = context.now(), []
    for note in given:
        place += 1
        row = {
            "place": place,
            "at": now,
            "actor_id": None if actor is None else actor.person_id,
            "deed": note.deed.value,
            "why": None if note.why is None else note.why.value,
            "person_id": note.person_id,
            "object_id": note.object_id,
            "people": note.people,
        }
        digest = digest_of(previous, row)
        rows.append({**row, "previous": previous, "digest": digest})
        previous = digest
    connection.execute(insert(AuditEntry), rows)
    connection.execute(update(AuditHead).values(place=place, digest=previous))


def record_reading(context: Context, *, actor: Actor, note: Note) -> None:
    """Add that somebody reads what is another's, before they are given it; once within ``READ_ONCE_IN``."""
    if note.person_id == actor.person_id or not note.people:
        return
    with context.database.reading() as connection:
        known = connection.execute(
            select(col(AuditEntry.place))
            .where(
                col(AuditEntry.actor_id) == actor.person_id,
                col(AuditEntry.at) > context.now() - READ_ONCE_IN,
                col(AuditEntry.deed) == note.deed.value,
                col(AuditEntry.person_id).is_not_distinct_from(note.person_id),
                col(AuditEntry.object_id).is_not_distinct_from(note.object_id),
                col(AuditEntry.people) >= note.people,
            )
            .limit(1)
        ).first()
    if known is None:
        with context.database.transaction() as connection:
            record(context, connection, actor=actor, notes=[note])
