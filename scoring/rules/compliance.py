"""What rules demand: identity, fraud, no questioning without cause, suitable and disclosed products."""

from __future__ import annotations

from scoring.rules.question import Question, Verdict, breached, met, missing
from scoring.rules.reading import Found, Reading, first_of


def _first_action(reading: Reading) -> Found | None:
    return first_of(reading.all("acts_on_account", "carries_out"))


def _account_is_touched(reading: Reading) -> bool:
    return reading.says("acts_on_account", "verify_identity") or (
        reading.heard_and_answered("account") is not None and reading.says("settles", "carries_out")
    )


def _identity_checked(reading: Reading) -> Verdict:
    checked, acted = reading.find("verify_identity"), _first_action(reading)
    if checked and (acted is None or checked.place.turn <= acted.place.turn):
        return met(checked)
    return breached(acted) if acted else missing()


def _suspicious(reading: Reading) -> bool:
    return reading.fraud and bool(reading.trainee)


def _fraud_probed(reading: Reading) -> Verdict:
    asked = reading.find("ask_purpose")
    return met(asked) if asked else missing()


def _fraud_stopped(reading: Reading) -> Verdict:
    aided = reading.find("aid_fraud")
    if aided:
        return breached(aided)
    warned, third = reading.find("warn_fraud"), reading.find("involve_trusted", "escalate")
    return met(warned, third) if warned and third else missing()


def _ordinary(reading: Reading) -> bool:
    return not reading.fraud and reading.heard_and_answered("ordinary") is not None


def _not_over_questioned(reading: Reading) -> Verdict:
    pressed = reading.find("ask_purpose", "presses")
    if pressed:
        return breached(pressed)
    return met(reading.find("restate", "verify_identity", "ask_open", "clarifies", "polite"))


def _sold(reading: Reading) -> bool:
    return reading.says("sells")


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
