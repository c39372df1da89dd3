"""E-mail addresses of staff: what one looks like, as far as anybody can tell without writing to it."""

import re

from lms.platform.i18n import mark

LONGEST = 254
"""RFC 5321: a path is 256 characters with its brackets."""
NO_ADDRESS = mark("“{given}” is no e-mail address. Write it as name@bank.example.")
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)


def is_address(text: str) -> bool:
    """Whether a mail server would take it: ASCII, one @, a domain with a dot, no spaces and no line ends."""
    return len(text) <= LONGEST and _ADDRESS.fullmatch(text) is not None
