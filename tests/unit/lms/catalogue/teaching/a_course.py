"""A small course on disk, whole and in both languages, for tests to break."""

from pathlib import Path

REGISTER = """\
rules:
  - id: house-norm
    kind: house
    title: The norm
    effective: 2026-01-01
"""

COURSE = """\
slug: first
title: First
summary: What one learns.
competencies: [empathy]
level: 1
topics: [consumer_protection, personal_data]
activities:
  - {id: listen, kind: lesson, lesson: listen}
  - {id: quiz, kind: quiz, draw: 3}
  - {id: drill, kind: drill, scenario: elderly-smart-machine}
"""

CURRICULUM = """\
slug: foundation
tier: foundation
title: Foundation
summary: For those who are new.
certificate: Foundation
for: {hired_within_days: 180}
courses:
  - {course: first, due: {days: 20}}
"""

_ITEM = """\
  - id: first-{number}
    kind: single
    lesson: listen
    competencies: [empathy]
    level: 1
    question: {question}
    options:
      - {{text: "{right}", right: true, why: It is so.}}
      - {{text: something that takes rather longer to say, why: It is not.}}
      - {{text: another thing that is longer than the first, why: Nor is this.}}
"""

QUIZ = "course: first\nitems:\n" + "".join(
    _ITEM.format(number=number, question=question, right=right)
    for number, question, right in (
        (1, "An old man comes back to his bank book for the third time.", "ask him"),
        (2, "A courier is in a hurry and does not take his helmet off.", "one step"),
        (3, "Somebody's card was swallowed an hour before her train.", "a time"),
    )
)

FRONT = """\
---
title: Listen
summary: What happens in the first minute.
minutes: 5
competencies: [empathy]
level: 1
scenarios: [elderly-smart-machine]
rules:
  - {rule: house-norm, effective: 2026-01-01}
---
"""

BODY = """\
## One

{words}

```case
A man came in at nine.
```

## Two

| what | when |
|---|---|
| one | two |

```say
- not: "Sit down."
  say: "Please sit here by me."
  why: It costs nothing.
- not: "What is it?"
  say: "What can I do for you today?"
  why: It lets him begin.
```

## Three

```check
question: What first?
options:
  - {{text: Look up, right: true, why: He sees it.}}
  - {{text: Type on, why: He waits.}}
  - {{text: Call out, why: All hear it.}}
```
"""

WORDS = {"zh-CN": "话" * 500, "en": "word " * 320}


def lay_out(content: Path) -> Path:
    """Write the course below a folder; returns the folder."""
    for locale, words in WORDS.items():
        texts = {
            f"rules/register.{locale}.yaml": REGISTER,
            f"curricula/foundation.{locale}.yaml": CURRICULUM,
            f"curricula/courses/first.{locale}.yaml": COURSE,
            f"quizzes/first.{locale}.yaml": QUIZ,
            f"lessons/first/listen.{locale}.md": FRONT + BODY.format(words=words),
        }
        for name, text in texts.items():
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return content
