"""Authoring: whether a scenario is fit to be rehearsed is tried out here."""
