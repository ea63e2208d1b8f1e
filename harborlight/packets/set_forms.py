"""Standard exhibits of the firm, as somebody writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField


class SetForm(forms.Form):
    """What must be said of standard exhibits: one a line."""

    name = WordsField(label=_("What is this set called?"), max_length=120)
    entries = WordsField(
        label=_("Exhibits, one a line, in order"),
        help_text=_(
            "Write the title, and behind a bar the kinds of paper that are it: "
            "Birth certificate | birth certificate. A line that begins with a question "
            "mark is not required."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=6_000,
    )

    def clean_entries(self) -> list[dict[str, Any]]:
        lines = [line.strip() for line in self.cleaned_data["entries"].splitlines()]
        return [_entry(line) for line in lines if line]


def _entry(line: str) -> dict[str, Any]:
    is_required = not line.startswith("?")
    title, _bar, kinds = line.lstrip("? ").partition("|")
    if not title.strip():
        raise ValidationError(
            gettext("A line needs a title before the bar: %(line)s"),
            params={"line": line},
            code="title",
        )
    named = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    return {
        "title": title.strip()[:200],
        "kinds": [kind[:40] for kind in named],
        "is_required": is_required,
    }


def entries_in_words(entries: Sequence[Mapping[str, Any]]) -> str:
    """Standard exhibits as `SetForm` takes them."""
    lines = []
    for one in entries:
        mark = "" if one["is_required"] else "? "
        kinds = f" | {', '.join(one['kinds'])}" if one["kinds"] else ""
        lines.append(f"{mark}{one['title']}{kinds}")
    return "\n".join(lines)
