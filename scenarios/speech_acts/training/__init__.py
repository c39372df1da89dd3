"""Labelled utterances, and the recipe that makes the full reader's models of them.

``python -m scenarios.speech_acts.training`` trains both languages anew in a few minutes, says how well they read what
they were not trained on, and writes the models beside the patterns.
"""
