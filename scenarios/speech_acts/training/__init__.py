"""Labelled utterances and the recipe that makes the recogniser's models of them.

``python -m scenarios.speech_acts.training`` trains both languages anew, says how well they read what they were not
trained on, and writes the models beside the patterns. It wants scikit-learn, which the portal itself does not.

One line of ``<locale>.jsonl`` is one utterance: ``text`` as a member of staff says it, ``context`` as the customer
said it just before (or null), ``acts`` as TAXONOMY's ids.
"""
