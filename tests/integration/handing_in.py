"""What another system sends with what it hands in."""

from lms.feedback.api_keys import MadeKey


def bearer(key: MadeKey, **more: str) -> dict[str, str]:
    """The headers of a request with a key, and others."""
    return {"Authorization": f"Bearer {key.key}", **more}
