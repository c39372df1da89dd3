"""Trains the classifier on the labelled texts that ship with it, and says what that changed."""
