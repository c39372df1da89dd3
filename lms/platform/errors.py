"""The errors a person may read: what happened, what was kept, what to do."""


class LmsError(Exception):
    """Base of the errors raised on purpose; the message is for people and is in English, a gettext msgid."""


class Forbidden(LmsError):
    """The actor may not do this. The portal shows the message, HTTP answers 403."""


class NotFound(LmsError):
    """What was asked for does not exist, or does not exist for this actor."""


class Refused(LmsError):
    """The request was understood and refused for a reason the message gives; nothing was changed."""
