"""When a question of a page is asked at all, in words beside its box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from harborlight.facts.catalogue import Entry
from harborlight.facts.showing import shown
from harborlight.firm.words import in_words
from harborlight.law.pack_conditions import Condition
from harborlight.questionnaires.rows import Line


def only_where(line: Line, lines: Sequence[Line], language: str) -> str:
    """When a question is asked, where another one of the page says so."""
    if line.when is None:
        return ""
    entries = {one.own_path: one.entry for one in lines}
    parts = line.when.parts if line.when.says == "all" else (line.when,)
    said = [_in_words(one, entries, language) for one in parts]
    return " ".join(filter(None, said))


def _in_words(when: Condition, entries: Mapping[str, Entry], language: str) -> str:
    inner = when.parts[0] if when.says == "not" else when
    entry = entries.get(inner.path)
    if entry is None or inner.says not in ("is", "known"):
        return ""
    values = ", ".join(shown(entry, one, language=language) for one in inner.values)
    words = {"what": in_words(entry.labels), "answer": values}
    if inner.says == "known":
        return "" if when.says == "not" else gettext("Only with: %(what)s.") % words
    if when.says == "not":
        return gettext("Not where %(what)s: %(answer)s.") % words
    return gettext("Only where %(what)s: %(answer)s.") % words
