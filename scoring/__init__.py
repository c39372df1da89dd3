"""How a conversation is judged: rubrics, judges and the assessment they return."""
