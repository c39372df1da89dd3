"""What actions and reaches are called, and how the portal says no to each."""

from collections.abc import Mapping

from lms.people.rights import Action, Reach
from lms.platform.i18n import mark

ACTION_NAMES: Mapping[Action, str] = {
    Action.PRACTISE: mark("Practise, and sit exams"),
    Action.VIEW_LIBRARY: mark("See the scenarios"),
    Action.TRY_SCENARIOS: mark("Try scenarios out"),
    Action.EDIT_DRAFTS: mark("Edit scenario drafts and publish them"),
    Action.READ_PRACTICE: mark("Read practice"),
    Action.READ_EXAM: mark("Read exams, and practice that was shared"),
    Action.MARK_EXAM: mark("Mark exams and comment on them"),
    Action.CALIBRATE: mark("Compare marks, and decide what counts in an exam"),
    Action.READ_PROGRESS: mark("See progress, in figures"),
    Action.ENROL: mark("Enrol people in curricula"),
    Action.WAIVE_COURSES: mark("Let people off a course"),
    Action.SIGN_OFF: mark("Sign for what was seen at work"),
    Action.OBSERVE: mark("Observe people at work"),
    Action.READ_OBSERVATIONS: mark("Read observations at work"),
    Action.COMPARE_WITH_WORK: mark("Compare rehearsal with work, in figures"),
    Action.REVOKE_CERTIFICATES: mark("Withdraw certificates"),
    Action.READ_CONDUCT: mark("See what to train on, with the words"),
    Action.AUTHORISE_TRANSCRIPTS: mark("Authorise transcripts of real service"),
    Action.LIST_PEOPLE: mark("See the list of people"),
    Action.READ_HOURS: mark("See training hours"),
    Action.CORRECT_HOURS: mark("Correct training hours"),
    Action.SET_HOURS_TARGETS: mark("Set how many hours are asked for"),
    Action.HOLD_CLASSES: mark("Hold classes"),
    Action.LEAD_MORNING_DRILL: mark("Lead the morning drill"),
    Action.BUILD_PACK: mark("Build the inspector's pack"),
    Action.ASSIGN_MENTORS: mark("Name mentors"),
    Action.RECORD_FEEDBACK: mark("Write down what a customer says"),
    Action.READ_FEEDBACK: mark("Read what customers said, masked"),
    Action.HANDLE_FEEDBACK: mark("Say what feedback is, take in files of it, open originals with a reason"),
    Action.INVITE_FEEDBACK: mark("Put up the QR code by which customers write"),
    Action.HANDLE_CASES: mark("Take the steps of a case"),
    Action.ASSIGN_CASES: mark("Say who handles a case, and pass it up"),
    Action.APPROVE_EXTENSIONS: mark("Approve more days for a decision"),
    Action.FIND_RESPONSIBILITY: mark("Say whose doing it was"),
    Action.DECIDE_GRAVE: mark("Decide what follows from something grave"),
    Action.HOLD_TALKS: mark("Hold the talk of an action plan"),
    Action.DRAFT_SCENARIOS: mark("Make a scenario draft of a case"),
    Action.START_BRANCH_PLANS: mark("Start a plan for the whole branch"),
    Action.MEND_ROOT_CAUSES: mark("Mend root causes"),
    Action.VERIFY_ROOT_CAUSES: mark("Verify that a root cause was mended"),
    Action.RECORD_VISITS: mark("Enter mystery visits"),
    Action.READ_VISITS: mark("See what mystery visitors found"),
    Action.RECORD_HIDDEN: mark("Record hidden complaints, and answer objections"),
    Action.READ_HIDDEN: mark("See hidden complaints that were found"),
    Action.OBJECT_TO_HIDDEN: mark("Object for a branch to a hidden complaint"),
    Action.DECIDE_HONOURS: mark("Decide on the honours of a quarter"),
    Action.CONFIRM_RATE_PLANS: mark("See complaint rates, and confirm plans for branches above chance"),
    Action.HOLD_POINTS: mark("Hold points, and ask for something in exchange"),
    Action.DECIDE_POINTS: mark("Approve what points are exchanged for, and take points back"),
    Action.VIEW_WALL: mark("See the praise wall and the service stars of the whole bank"),
    Action.SHARE_PRAISE: mark("Hang up praise of oneself"),
    Action.KEEP_WALL: mark("Take letters from the praise wall"),
    Action.OFFER_MODEL_CASES: mark("Offer praise of oneself as a model case"),
    Action.VOTE_STAR: mark("Vote for the service star"),
    Action.TELL_STORIES: mark("Tell stories of service, and say that one helped"),
    Action.EDIT_STORIES: mark("Edit stories of service and publish them"),
    Action.SUGGEST: mark("Hand in suggestions"),
    Action.REVIEW_SUGGESTIONS: mark("Review suggestions, and record what they save"),
    Action.RUN_CONTESTS: mark("Open innovation contests and announce their results"),
    Action.SPEAK_UP: mark("Say in private what gets in one's way"),
    Action.HEAR_STAFF: mark("Hear what gets in the way of staff, and answer"),
    Action.HEAR_OWN_STAFF: mark("Hear it of one's own people, where they chose that"),
    Action.TELL_MOOD: mark("Say once a week how it was"),
    Action.READ_MOODS: mark("See the mood of a week, in groups of five or more"),
    Action.TELL_ABUSE: mark("Say that a customer was abusive"),
    Action.CARE_AFTER_ABUSE: mark("Give a pause, a talk and thanks after abuse by a customer"),
    Action.READ_MISSES: mark("See what colleagues looked for and did not find"),
    Action.READ_EFFECT: mark("See whether training helped, in figures"),
    Action.READ_NEEDS: mark("Read what customers need, quarter by quarter, in figures"),
    Action.NAME_NEEDS: mark("Have a quarter's texts compared, read them masked, and name hidden needs"),
    Action.TAKE_IN_PAST: mark("Take in how many complaints there were before the portal"),
    Action.TAKE_IN_FIGURES: mark(
        "Take in figures of branches: transactions, satisfaction, errors, churn, cost"
    ),
    Action.READ_FIGURES: mark("See the figures of branches, month by month"),
    Action.RUN_PILOTS: mark("Run pilots, and roll them out"),
    Action.READ_TRAIL: mark("See who read whose data"),
    Action.MANAGE_ACCOUNTS: mark("Enter people and manage accounts"),
    Action.MANAGE_SETTINGS: mark("Change settings"),
    Action.DECIDE_ERASURE: mark("Decide on erasing somebody's data"),
}

REACH_NAMES: Mapping[Reach, str] = {
    Reach.OWN: mark("oneself"),
    Reach.MENTEE: mark("mentees"),
    Reach.UNIT: mark("own units"),
    Reach.ANY: mark("all"),
}

REFUSALS: Mapping[Action, str] = {
    Action.PRACTISE: mark("This account cannot practise. Ask your administrator for the trainee role."),
    Action.VIEW_LIBRARY: mark("This account cannot see the scenarios. Ask your administrator for a role."),
    Action.TRY_SCENARIOS: mark("Only trainers and administrators try scenarios out."),
    Action.EDIT_DRAFTS: mark("Only trainers edit scenario drafts and publish them."),
    Action.READ_PRACTICE: mark("Practice belongs to the person who practised: nobody else can read it."),
    Action.READ_EXAM: mark("Only the person examined and those who mark the exam can read it."),
    Action.MARK_EXAM: mark("Only a trainer or the person's own mentor can mark this exam."),
    Action.CALIBRATE: mark("Only trainers compare their marks and decide what counts in an exam."),
    Action.READ_PROGRESS: mark("You can see the progress of your own people only."),
    Action.ENROL: mark("Only a trainer or a manager enrols people, and people of their own unit."),
    Action.WAIVE_COURSES: mark(
        "Only a trainer or a manager lets people off a course, people of their own unit, and never themselves."
    ),
    Action.SIGN_OFF: mark("Only the person's own mentor or a trainer signs this, and nobody for themselves."),
    Action.OBSERVE: mark(
        "Only the person's own mentor, a trainer or the counter supervisor of their branch observes them at work, and "
        "nobody themselves."
    ),
    Action.READ_OBSERVATIONS: mark(
        "An observation is read by the person observed and by those who answer for their training."
    ),
    Action.COMPARE_WITH_WORK: mark(
        "Only a trainer or a manager compares rehearsal with work, for their own units."
    ),
    Action.REVOKE_CERTIFICATES: mark(
        "Only a trainer or a manager withdraws a certificate, one of their own people, and never their own."
    ),
    Action.READ_CONDUCT: mark("You can see what to train on of your own people only."),
    Action.AUTHORISE_TRANSCRIPTS: mark(
        "Transcripts of real service are authorised by a manager, a data officer or a consumer protection officer, "
        "for the people of their own unit."
    ),
    Action.LIST_PEOPLE: mark("You can see your own people only."),
    Action.READ_HOURS: mark("You can see your own training hours and those of your own people."),
    Action.CORRECT_HOURS: mark(
        "Only a trainer corrects training hours, of people of their own unit, and never their own."
    ),
    Action.SET_HOURS_TARGETS: mark(
        "Targets hold for the whole bank: a trainer or consumer protection officer of the head office sets them."
    ),
    Action.HOLD_CLASSES: mark("Only a trainer plans and closes classes, for their own units."),
    Action.LEAD_MORNING_DRILL: mark("Only a manager or a trainer of the branch leads its morning drill."),
    Action.BUILD_PACK: mark(
        "The inspector's pack is built by a trainer, an auditor or a consumer protection officer, "
        "of their own units."
    ),
    Action.ASSIGN_MENTORS: mark("Only a manager or an administrator of this unit can name mentors."),
    Action.RECORD_FEEDBACK: mark("You can write down what customers say for your own units only."),
    Action.READ_FEEDBACK: mark(
        "What customers said is read by managers and case handlers of the unit, and by nobody whom it is about."
    ),
    Action.HANDLE_FEEDBACK: mark(
        "Only a case handler or consumer protection officer of the unit does this, and nobody whom it is about."
    ),
    Action.INVITE_FEEDBACK: mark("Only a manager or a case handler of the unit puts up its QR code."),
    Action.HANDLE_CASES: mark(
        "Only a case handler or consumer protection officer of the unit that handles the case does this, and nobody "
        "whom it is about."
    ),
    Action.ASSIGN_CASES: mark(
        "Only a manager or case handler of the unit that handles the case says who does, and nobody whom it is about."
    ),
    Action.APPROVE_EXTENSIONS: mark(
        "More days are approved by a manager or consumer protection officer of the unit above."
    ),
    Action.FIND_RESPONSIBILITY: mark(
        "Only a case handler or consumer protection officer says whose doing it was, and nobody of their own."
    ),
    Action.DECIDE_GRAVE: mark(
        "Only a manager over the colleague's unit decides, and never on their own doing."
    ),
    Action.HOLD_TALKS: mark("The talk is held by the colleague's mentor or a manager of their unit."),
    Action.DRAFT_SCENARIOS: mark(
        "Only a manager, case handler or consumer protection officer of the unit makes a scenario draft of a case, and "
        "nobody of their own."
    ),
    Action.START_BRANCH_PLANS: mark("Only a manager of the branch starts a plan for it."),
    Action.MEND_ROOT_CAUSES: mark(
        "Only a manager or consumer protection officer of the unit that owns it does this."
    ),
    Action.VERIFY_ROOT_CAUSES: mark("Only a case handler or consumer protection officer verifies this."),
    Action.RECORD_VISITS: mark("Only a consumer protection officer of the unit enters mystery visits."),
    Action.READ_VISITS: mark("Mystery visits are seen by managers and protection officers of the unit."),
    Action.RECORD_HIDDEN: mark("Only a protection officer records hidden complaints, and never their own."),
    Action.READ_HIDDEN: mark("Managers, protection officers and whoever is named see hidden complaints."),
    Action.OBJECT_TO_HIDDEN: mark("Only a manager of the branch, or whoever is named, objects."),
    Action.DECIDE_HONOURS: mark("Only a consumer protection officer of the head office decides on honours."),
    Action.CONFIRM_RATE_PLANS: mark("Only a consumer protection officer of the unit sees complaint rates."),
    Action.HOLD_POINTS: mark("Points are held by those who learn here, each their own."),
    Action.DECIDE_POINTS: mark(
        "Only a manager of the unit decides on points of its people, and nobody on their own."
    ),
    Action.VIEW_WALL: mark("This account cannot see the praise wall. Ask your administrator for a role."),
    Action.SHARE_PRAISE: mark("Only whoever is praised decides whether it hangs on the wall."),
    Action.KEEP_WALL: mark(
        "Only whoever is praised, or a manager of the unit, takes a letter from the wall."
    ),
    Action.OFFER_MODEL_CASES: mark("Only whoever is praised offers it as a model case."),
    Action.VOTE_STAR: mark("Those who learn here vote for the service star, each once a month."),
    Action.TELL_STORIES: mark("Stories of service are told by those who learn here."),
    Action.EDIT_STORIES: mark(
        "Only a trainer or a manager over the branch edits its stories, and nobody one they told themselves."
    ),
    Action.SUGGEST: mark("Suggestions are handed in by those who learn here, each their own."),
    Action.REVIEW_SUGGESTIONS: mark(
        "Only a manager of the unit reviews the suggestions of its people, and nobody their own."
    ),
    Action.RUN_CONTESTS: mark("Only a trainer or a manager opens contests, and for their own units alone."),
    Action.SPEAK_UP: mark("Those who learn here say what gets in their way, each their own."),
    Action.HEAR_STAFF: mark(
        "What gets in the way of staff is heard by a staff listener of the unit, and by managers only where the person "
        "chose that."
    ),
    Action.HEAR_OWN_STAFF: mark(
        "What gets in the way of staff is heard by a staff listener of the unit, and by managers only where the person "
        "chose that."
    ),
    Action.TELL_MOOD: mark("Those who learn here say how their week was, each their own."),
    Action.READ_MOODS: mark(
        "The mood of a week is seen by managers and staff listeners of the unit, in groups of five or more."
    ),
    Action.TELL_ABUSE: mark(
        "That a customer was abusive is said by whoever it happened to, or by a manager of their unit."
    ),
    Action.CARE_AFTER_ABUSE: mark(
        "A pause, a talk and thanks are given by a manager of the unit, and nobody gives them to themselves."
    ),
    Action.READ_MISSES: mark("Only a trainer sees what colleagues looked for and did not find."),
    Action.READ_EFFECT: mark(
        "Whether training helped is seen by a manager, a trainer, an auditor or a consumer protection officer, for "
        "their own units."
    ),
    Action.READ_NEEDS: mark(
        "What customers need is read by managers, case handlers and consumer protection officers, for their own units."
    ),
    Action.NAME_NEEDS: mark(
        "Only a case handler or consumer protection officer has texts compared and names what is found."
    ),
    Action.TAKE_IN_PAST: mark(
        "Only a case handler or consumer protection officer takes in past complaints, and those of their own units."
    ),
    Action.TAKE_IN_FIGURES: mark(
        "Only a consumer protection officer takes in figures of branches, and those of their own units."
    ),
    Action.READ_FIGURES: mark("You can see the figures of your own units only."),
    Action.RUN_PILOTS: mark(
        "Only a trainer or a manager runs a pilot, and in branches of their own units alone."
    ),
    Action.READ_TRAIL: mark(
        "Only an auditor or a data officer can see who read whose data, in their own units."
    ),
    Action.MANAGE_ACCOUNTS: mark("Only an administrator of this unit can manage accounts."),
    Action.MANAGE_SETTINGS: mark("Only an administrator can change settings."),
    Action.DECIDE_ERASURE: mark(
        "Only a data officer of the unit decides on erasure, and never on their own."
    ),
}


FIRST_PASSWORD = mark("First choose a password of your own; until then nothing else is open to this account.")
