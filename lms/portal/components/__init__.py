"""Pieces of a page that several pages share: portraits, charts, the look of the portal."""
