"""HTTP routes beside the portal's pages: is it alive, and the door that sign-in goes through."""

from lms.api.addresses import FlatAddresses
from lms.api.headers import QuietHeaders
from lms.api.routes import Services, routes

__all__ = ["FlatAddresses", "QuietHeaders", "Services", "routes"]
