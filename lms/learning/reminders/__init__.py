"""Reminders before and after due dates: who is reminded of what, and the letters.

The rooms stand apart: ``making`` is for the night's work, ``posting`` for the hours of the day.
"""
