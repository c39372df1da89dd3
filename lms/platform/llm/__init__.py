"""Language models: the one room that talks to an OpenAI-compatible endpoint."""

from lms.platform.llm.client import OpenAIChatModel, chat_model
from lms.platform.llm.probe import CURES, Probe, probe

__all__ = ["CURES", "OpenAIChatModel", "Probe", "chat_model", "probe"]
