"""Certificates: issued when a curriculum is completed, on paper and as a badge, to be checked by anybody."""

from lms.learning.certificates.keeping import (
    CertificateCard,
    Holding,
    certificate,
    certificates_of,
    issue_missing,
    issuer_names,
    look_up,
    newest_among,
    reissue,
    revoke,
)
from lms.learning.certificates.numbers import tidy_number

__all__ = [
    "CertificateCard",
    "Holding",
    "certificate",
    "certificates_of",
    "issue_missing",
    "issuer_names",
    "look_up",
    "newest_among",
    "reissue",
    "revoke",
    "tidy_number",
]
