"""Feedback classified offline: kind, cause, business, flags, severity, segment, competencies, and why."""
