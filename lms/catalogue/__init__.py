"""The catalogue: published, immutable versions of what is rehearsed. Attempts pin a version and its hash."""

from lms.catalogue.cards import ScenarioCard
from lms.catalogue.gallery import Catalogue
from lms.catalogue.publishing import (
    Published,
    ScenarioRef,
    publish,
    publish_library,
    text_hash,
    unusable_files,
)

__all__ = [
    "Catalogue",
    "Published",
    "ScenarioCard",
    "ScenarioRef",
    "publish",
    "publish_library",
    "text_hash",
    "unusable_files",
]
