"""News that travels upward: written in the transaction that caused it, delivered at least once."""

from lms.platform.events.delivery import JOB, Delivery, Handler
from lms.platform.events.forgetting import forget_told
from lms.platform.events.writing import publish

__all__ = ["JOB", "Delivery", "Handler", "forget_told", "publish"]
