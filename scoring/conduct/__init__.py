"""Conduct signals: what in a conversation a manager may train on, each with the words behind it.

For training only: a signal is a reason to read the conversation, never evidence by itself.
"""

from scoring.conduct.signals import KINDS, Kind, Signal, signals_in

VERSION = 1
"""Of the reading: raised when the same conversation may give other signals, so that what was read is read again."""

__all__ = ["KINDS", "VERSION", "Kind", "Signal", "signals_in"]
