"""The news that learning publishes for whoever wants to know."""

OBSERVED = "observation_signed"
"""An observation was signed; the subject is the observation."""
SIGNED = "signed_off"
"""A mentor or trainer signed for somebody, or said what is missing; the subject is the result."""
REVIEWED = "review_begun"
"""Somebody answered the first question of a day's review; the subject is the person."""
