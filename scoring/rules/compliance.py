"""What rules demand: identity, fraud, no questioning without cause, suitable and disclosed products."""

from __future__ import annotations

from scoring.cues import CustomerCue, TraineeCue
from scoring.rules.question import Question, Verdict, breached, met, missing
from scoring.rules.reading import Found, Reading, Sign, TraineeTurn, first_of

_RECEIVING: frozenset[Sign] = frozenset({"greet", "polite", "warm", "address", "ask_open", "clarifies"})
"""What a turn holds that receives the customer and does nothing else."""

_WEIGHS: tuple[TraineeCue, ...] = (
    "asks_risk",
    "asks_horizon",
    "states_risk",
    "states_fees",
    "explains_recording",
)
"""What is asked and told where somebody invests."""


def _first_action(reading: Reading) -> Found | None:
    # How it is done at a machine is told to the customer; the trainee does nothing.
    told_how: tuple[Sign, ...] = ("several_steps", "forces_machine")
    acts: tuple[Sign, ...] = ("acts_on_account", "carries_out", "aid_fraud", "leak_privacy", "discloses")
    done = (turn.find(act) for turn in reading.trainee if not turn.holds(*told_how) for act in acts)
    return first_of(found for found in done if found)


def _account_is_touched(reading: Reading) -> bool:
    if reading.says("acts_on_account", "verify_identity", "aid_fraud", "leak_privacy", "discloses"):
        return True
    wanted = reading.heard_and_answered("account", "wants_product") is not None or reading.says("sells")
    return wanted and (reading.says("settles") or _first_action(reading) is not None)


def _identity_checked(reading: Reading) -> Verdict:
    checked, acted = reading.find("verify_identity"), _first_action(reading)
    if checked and (acted is None or checked.place.turn <= acted.place.turn):
        return met(checked)
    return breached(acted) if acted else missing()


def _suspicious(reading: Reading) -> bool:
    return reading.fraud and bool(reading.trainee)


def _fraud_probed(reading: Reading) -> Verdict:
    asked = reading.find("ask_purpose", "probes")
    return met(asked) if asked else missing()


def _fraud_stopped(reading: Reading) -> Verdict:
    aided = reading.find("aid_fraud")
    if aided:
        return breached(aided)
    warned, third = reading.find("warn_fraud"), reading.find("involve_trusted", "escalate")
    return met(warned, third) if warned and third else missing()


def _ordinary(reading: Reading) -> bool:
    if reading.fraud or not reading.trainee:
        return False
    trouble: tuple[CustomerCue, ...] = ("trouble", "complains", "was_refused")
    last = reading.trainee[-1].index
    plain = (turn for turn in reading.customer if not any(cue in turn.cues for cue in trouble))
    if any("ordinary" in turn.cues and turn.index < last for turn in plain):
        return True
    # Whatever else is done to an account is as ordinary; a question, a complaint, a sale or a stranger's data is not.
    return reading.says("verify_identity", "acts_on_account") and not (
        reading.heard("complains", "wants_product") is not None
        or _sold(reading)
        or reading.somebody_elses
        or reading.says("accept_complaint")
    )


def _not_over_questioned(reading: Reading) -> Verdict:
    # To ask what brings somebody in is no probing, whatever it sounds like after “money”.
    after = reading.first[-1].index if reading.first else -1
    pressed = reading.find("presses") or reading.find("ask_purpose", after=after)
    if pressed:
        return breached(pressed)
    # What was said to the plain request shows it; a mere greeting, even in answer to it, does not.
    asked = next((turn.index for turn in reading.customer if "ordinary" in turn.cues), -1)
    greetings = {turn.index for turn in reading.trainee if _only_receives(turn)}
    near = reading.all("restate", "verify_identity", "ask_open", "clarifies", after=asked)
    shown = next((found for found in near if found.place.turn not in greetings), reading.closing_words)
    return met(shown if shown and shown.place.turn not in greetings else None)


def _only_receives(turn: TraineeTurn) -> bool:
    return turn.holds("greet") and _RECEIVING.issuperset(turn.signs)


def _sold(reading: Reading) -> bool:
    if reading.says("sells"):
        return True
    # Who wants to invest and is asked about risk and time is being sold to, whatever the product is called.
    weighed = sum(reading.says(sign) for sign in _WEIGHS)
    return reading.heard("wants_product") is not None and weighed > 1


def _suitable_and_disclosed(reading: Reading) -> Verdict:
    promised = reading.find("over_promise")
    if promised:
        return breached(promised)
    asked = [reading.find("asks_risk"), reading.find("asks_horizon")]
    told = [reading.find("states_risk"), reading.find("states_fees"), reading.find("explains_recording")]
    if all(asked) and told[0] and (told[1] or told[2]):
        return met(*asked, *told)
    sold = reading.find("sells")
    return breached(sold) if sold else missing()


IDENTITY_CHECKED = Question(_account_is_touched, _identity_checked)
FRAUD_PROBED = Question(_suspicious, _fraud_probed)
FRAUD_STOPPED = Question(_suspicious, _fraud_stopped)
NOT_OVER_QUESTIONED = Question(_ordinary, _not_over_questioned)
SUITABLE_AND_DISCLOSED = Question(_sold, _suitable_and_disclosed)
