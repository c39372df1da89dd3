"""The errors a person may read: what happened, what was kept, what to do."""


class LmsError(Exception):
    """Base of the errors raised on purpose.

    ``message`` is an English sentence and a gettext msgid, with ``{name}`` for each of ``values``; a screen shows
    ``translator.error(error)``, a log and the command line ``str(error)``.
    """

    def __init__(self, message: str, **values: object) -> None:
        """Keep the sentence and its values apart, so that the sentence can be translated."""
        super().__init__(message.format(**values) if values else message)
        self.message = message
        self.values = values


class Forbidden(LmsError):
    """The actor may not do this. The portal shows the message, HTTP answers 403."""


class NotFound(LmsError):
    """What was asked for does not exist, or does not exist for this actor."""


class Refused(LmsError):
    """The request was understood and refused for a reason the message gives; nothing was changed."""
