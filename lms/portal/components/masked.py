"""What was masked, named in the reader's language: for components."""

from lms.platform.masked import with_masks_named

__all__ = ["with_masks_named"]
