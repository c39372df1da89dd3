"""The speech acts: the ids shared by data, code and exchanged files (TAXONOMY, *Speech acts*)."""

from __future__ import annotations

from typing import Literal, get_args

SpeechAct = Literal[
    "greet",
    "address",
    "ask_open",
    "ask_purpose",
    "restate",
    "empathise",
    "apologise",
    "thank",
    "explain_plain",
    "use_jargon",
    "one_step",
    "check_understanding",
    "offer_help",
    "offer_choice",
    "offer_person",
    "next_step",
    "commit_time",
    "verify_identity",
    "protect_privacy",
    "warn_fraud",
    "involve_trusted",
    "refuse",
    "give_reason",
    "escalate",
    "accept_complaint",
    "close",
    "hurry",
    "blame",
    "dismiss",
    "rude",
    "over_promise",
    "leak_privacy",
    "aid_fraud",
]

SPEECH_ACTS: tuple[SpeechAct, ...] = get_args(SpeechAct)
"""Every act, in the order of the taxonomy."""

HARMFUL: frozenset[SpeechAct] = frozenset(
    {"hurry", "blame", "dismiss", "rude", "over_promise", "leak_privacy", "aid_fraud", "use_jargon"}
)
"""Acts that cost trust whatever else the turn does."""
