"""What complaints are told for: so many transactions where these are held, else so many staff in a month."""

from typing import Literal

Basis = Literal["transactions", "staff"]
BASES: tuple[Basis, ...] = ("transactions", "staff")
TRANSACTIONS = 10_000
STAFF = 100
MONTH_DAYS = 365.25 / 12
