"""Reminders before and after due dates: who is reminded of what, and the letters."""
