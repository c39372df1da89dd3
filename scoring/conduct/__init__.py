"""Conduct signals: what in a conversation a manager may train on, each with the words behind it.

For training only: a signal is a reason to read the conversation, never evidence by itself.
"""

from scoring.conduct.signals import KINDS, Kind, Signal, signals_in

__all__ = ["KINDS", "Kind", "Signal", "signals_in"]
