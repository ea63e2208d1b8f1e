"""Which words a playbook knows, and what stands behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

LANGUAGES = ("en", "es")
NEEDS = ("required", "conditional", "optional")
ACCOUNTS = ("trust", "operating")
OTHER = "other"
AREAS = ("family", "residence", "work", "protection", OTHER)
MOST_DAYS = 3650
TEXTS, WORD, TEXT, FLAG, NUMBER, DAYS, ROWS, WORDS, ANY = (
    "texts",
    "word",
    "text",
    "flag",
    "number",
    "days",
    "rows",
    "words",
    "any",
)
# A name that ends in "?" may be left out.
TOP = {
    "key": WORD,
    "version": NUMBER,
    "name": TEXTS,
    "title": TEXTS,
    "parts": ROWS,
    "stages": ROWS,
    "papers": ROWS,
    "filing": TEXT,
    "forms": ROWS,
    "charges": ROWS,
    "milestones": ROWS,
    "payer": WORD,
    "billed?": WORDS,
    "questions_due_days?": DAYS,
    "receipt_chase_days?": DAYS,
    "related?": ROWS,
    "follow_ups?": ROWS,
    "sensitive?": FLAG,
    "area?": WORD,
    # playbook_tasks.py says what stands in them, playbook_task_checks.py holds them to it.
    "tasks?": ANY,
    # playbook_moments.py says what stands in them, playbook_moment_checks.py holds them
    # to it.
    "reminders?": ROWS,
    "letters?": ROWS,
    "invoices?": ROWS,
    "without?": ANY,
}
ENTRIES = {
    "parts": {
        "id": WORD,
        "name": TEXTS,
        "questionnaire?": WORD,
        "optional?": FLAG,
        "acts_for?": WORD,
    },
    "stages": {"id": WORD, "name": TEXTS, "words": TEXTS},
    "papers": {
        "kind": WORD,
        "who": WORD,
        "title": TEXTS,
        "purpose": TEXTS,
        "advice": TEXTS,
        "example?": TEXTS,
        "ladder?": TEXT,
        "need?": WORD,
        "when?": ANY,
        "due_days?": DAYS,
    },
    "forms": {"form": WORD, "client?": TEXT, "for?": TEXT},
    "charges": {
        "kind": WORD,
        "words": TEXTS,
        "to?": WORD,
        "cents?": NUMBER,
        "form?": TEXT,
        "circumstance?": TEXT,
        "law?": TEXT,
    },
    "milestones": {
        "id": WORD,
        "title": TEXTS,
        "what_happened": TEXTS,
        "what_we_do": TEXTS,
        "what_you_do": TEXTS,
        "what_comes_next": TEXTS,
        "sometimes?": FLAG,
    },
    "reminders": {"about": WORD, "steps?": ANY},
    "letters": {
        "id": WORD,
        "at": WORD,
        "to": WORD,
        "title": TEXTS,
        "text": TEXTS,
        "role?": WORD,
        "review?": TEXT,
    },
    "invoices": {
        "id": WORD,
        "at": WORD,
        "words": TEXTS,
        "cents": NUMBER,
        "to?": WORD,
    },
    "related": {
        "id": WORD,
        "name": TEXTS,
        "why": TEXTS,
        "told": TEXTS,
        "form?": TEXT,
        "playbook?": TEXT,
        "source?": TEXT,
        "reviewed?": FLAG,
    },
    "follow_ups": {
        "id": WORD,
        "title": TEXTS,
        "words": TEXTS,
        "counts_from": WORD,
        "asks?": TEXTS,
        "rule?": WORD,
        "days?": WORDS,
        "told?": ANY,
        "add?": ANY,
        "source": TEXT,
        "reviewed": FLAG,
    },
}


@dataclass(frozen=True)
class Fault:
    """Something wrong. path: where in the definition; reason: for whoever reads."""

    path: tuple[str | int, ...]
    reason: str

    @property
    def place(self) -> str:
        """The path as one reads it: "papers, 4: need"."""
        words = [str(one + 1 if isinstance(one, int) else one) for one in self.path]
        return ", ".join(words[:2]) + (f": {' '.join(words[2:])}" if words[2:] else "")


def shape_faults(definition: object) -> Iterator[Fault]:
    """Words that are missing, unknown or of another kind."""
    if not isinstance(definition, Mapping):
        said = _("A playbook is a list of words with what stands behind each.")
        yield Fault((), said)
        return
    yield from _entry(definition, TOP, ())
    for name, words in ENTRIES.items():
        rows = definition.get(name, ())
        for n, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, Mapping):
                yield from _entry(row, words, (name, n))
            else:
                yield Fault((name, n), _("An entry says its words one by one."))


def _entry(
    row: Mapping[str, Any], words: Mapping[str, str], path: tuple[str | int, ...]
) -> Iterator[Fault]:
    known = {name.rstrip("?"): kind for name, kind in words.items()}
    for name in words:
        if not name.endswith("?") and name not in row:
            yield Fault(path, _("“%(word)s” is missing.") % {"word": name})
    for name, value in row.items():
        if name not in known:
            said = _("“%(word)s” is no word of a playbook here.") % {"word": name}
            yield Fault((*path, name), said)
        elif known[name] == TEXTS:
            yield from texts_faults(value, (*path, name))
        elif not _IS[known[name]](value):
            said = _("What stands behind “%(word)s” is of another kind.")
            yield Fault((*path, name), said % {"word": name})


def texts_faults(value: object, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """What a text for people lacks in one of the languages."""
    if not isinstance(value, Mapping):
        yield Fault(path, _("Write it in English and in Spanish: {en: …, es: …}."))
        return
    for language in LANGUAGES:
        text = value.get(language)
        if not isinstance(text, str) or not text.strip():
            said = _("The text in “%(language)s” is missing.") % {"language": language}
            yield Fault((*path, language), said)
    # A comma without quotes around the sentence ends it: what follows is a word apart.
    for more in value:
        if more not in LANGUAGES:
            said = _(
                "“%(words)s” is no language. A sentence with a comma needs quotes."
            )
            yield Fault((*path, str(more)), said % {"words": more})


def _is_number(value: object, most: int = 1_000_000_000) -> bool:
    """A count of days, cents or versions: whole, and of things that are there."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


_IS: Mapping[str, Any] = {
    WORD: lambda value: isinstance(value, str) and bool(value.strip()),
    TEXT: lambda value: isinstance(value, str),
    FLAG: lambda value: isinstance(value, bool),
    NUMBER: _is_number,
    # Of none it is said that there is none, where a base has some.
    DAYS: lambda value: value is None or _is_number(value, MOST_DAYS),
    ROWS: lambda value: isinstance(value, list),
    WORDS: lambda value: (
        isinstance(value, list) and all(isinstance(one, str) for one in value)
    ),
    ANY: lambda _value: True,
}
