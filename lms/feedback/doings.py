"""Whose doing something was found to be."""

from collections.abc import Mapping
from typing import Literal

from lms.platform.i18n import mark

Doing = Literal["employee", "process", "product", "price", "system", "customer", "nobody"]
DOING_NAMES: Mapping[str, str] = {
    "employee": mark("A member of staff"),
    "process": mark("A rule or procedure"),
    "product": mark("A product"),
    "price": mark("A price or fee"),
    "system": mark("A system or machine"),
    "customer": mark("The customer"),
    "nobody": mark("Nobody"),
}
