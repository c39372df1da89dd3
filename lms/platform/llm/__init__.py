"""Language models: the one room that talks to an OpenAI-compatible endpoint."""

from lms.platform.llm.client import OpenAIChatModel, chat_model, model_at
from lms.platform.llm.local import LocalServer, local_servers
from lms.platform.llm.probe import CURES, Probe, probe
from lms.platform.llm.roles import ROLES, Endpoint, Price, Role, endpoint_of, price_of
from lms.platform.llm.speech import Speech, SpeechFailed

__all__ = [
    "CURES",
    "ROLES",
    "Endpoint",
    "LocalServer",
    "OpenAIChatModel",
    "Price",
    "Probe",
    "Role",
    "Speech",
    "SpeechFailed",
    "chat_model",
    "endpoint_of",
    "local_servers",
    "model_at",
    "price_of",
    "probe",
]
