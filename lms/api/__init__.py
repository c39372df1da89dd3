"""HTTP routes beside the portal's pages: is it alive, the door of sign-in, and what strangers verify."""

from lms.api.addresses import FlatAddresses
from lms.api.headers import QuietHeaders
from lms.api.provider_answers import ProviderAnswers
from lms.api.routes import Services, routes

__all__ = ["FlatAddresses", "ProviderAnswers", "QuietHeaders", "Services", "routes"]
