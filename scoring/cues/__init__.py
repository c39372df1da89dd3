"""What is heard in a turn besides the speech acts: the customer's feelings and troubles, the trainee's tone."""

from scoring.cues.engine import Cues, Heard, cues_for
from scoring.cues.names import CUSTOMER_CUES, TRAINEE_CUES, CustomerCue, TraineeCue

__all__ = ["CUSTOMER_CUES", "TRAINEE_CUES", "Cues", "CustomerCue", "Heard", "TraineeCue", "cues_for"]
