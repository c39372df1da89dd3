"""Language models: the one room that talks to an OpenAI-compatible endpoint."""

from lms.platform.llm.client import OpenAIChatModel, chat_model
from lms.platform.llm.local import LocalServer, local_servers
from lms.platform.llm.probe import CURES, Probe, probe
from lms.platform.llm.speech import Speech, SpeechFailed

__all__ = [
    "CURES",
    "LocalServer",
    "OpenAIChatModel",
    "Probe",
    "Speech",
    "SpeechFailed",
    "chat_model",
    "local_servers",
    "probe",
]
