"""Language models: the one room that talks to an OpenAI-compatible endpoint."""

from lms.platform.llm.client import OpenAIChatModel, chat_model
from lms.platform.llm.local import LocalServer, local_servers
from lms.platform.llm.probe import CURES, Probe, probe

__all__ = ["CURES", "LocalServer", "OpenAIChatModel", "Probe", "chat_model", "local_servers", "probe"]
