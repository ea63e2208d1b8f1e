"""Standard exhibits of the firm, as somebody writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField
from harborlight.packets.models import Paragraph
from harborlight.packets.paragraphs import (
    MOST_LETTERS,
    MOST_LINES,
    strange_places,
    too_long,
)


class SetForm(forms.Form):
    """What must be said of standard exhibits: one a line."""

    name = WordsField(label=_("What is this set called?"), max_length=120)
    entries = WordsField(
        label=_("Exhibits, one a line, in order"),
        help_text=_(
            "Write the title, and behind a bar the kinds of paper that are it: "
            "Birth certificate | birth certificate. The first kind is what the exhibit is. A line that begins with a question "
            "mark is not required. Behind a second bar may stand the name of a standard "
            "paragraph: it says on the sheet what the exhibit shows."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=6_000,
    )

    def __init__(
        self, *args: Any, paragraphs: Sequence[Paragraph], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.paragraphs = {one.name.casefold(): one.key for one in paragraphs}

    def clean_entries(self) -> list[dict[str, Any]]:
        lines = [line.strip() for line in self.cleaned_data["entries"].splitlines()]
        return [_entry(line, self.paragraphs) for line in lines if line]


def _entry(line: str, paragraphs: Mapping[str, str]) -> dict[str, Any]:
    is_required = not line.startswith("?")
    title, _bar, rest = line.lstrip("? ").partition("|")
    kinds, _bar, paragraph = rest.partition("|")
    name = paragraph.strip()
    if name and name.casefold() not in paragraphs:
        raise ValidationError(
            gettext("There is no standard paragraph of this name: %(name)s"),
            params={"name": name},
            code="paragraph",
        )
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
        "paragraph": paragraphs.get(name.casefold(), ""),
    }


def entries_in_words(
    entries: Sequence[Mapping[str, Any]], paragraphs: Sequence[Paragraph]
) -> str:
    """Standard exhibits as `SetForm` takes them. A paragraph that is offered no more is
    not named."""
    named = {one.key: one.name for one in paragraphs}
    lines = []
    for one in entries:
        mark = "" if one["is_required"] else "? "
        said = [one["title"], ", ".join(one["kinds"])]
        said.append(named.get(one.get("paragraph", ""), ""))
        while not said[-1]:
            said.pop()
        lines.append(mark + " | ".join(said))
    return "\n".join(lines)


class ParagraphForm(forms.Form):
    """What must be said of a standard paragraph."""

    name = WordsField(label=_("What is this paragraph called?"), max_length=120)
    text = WordsField(
        label=_("What does it say?"),
        help_text=_(
            "The government reads it: write English. Names are filled in for each case "
            "where you write {client}, {person} (whose paper it is), {petitioner}, "
            "{beneficiary}, {applicant}, {case} (its number) or {firm}."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=MOST_LETTERS,
    )

    def __init__(
        self, *args: Any, others: Sequence[Paragraph] = (), **kwargs: Any
    ) -> None:
        """others: paragraphs that are offered beside this one."""
        super().__init__(*args, **kwargs)
        self.others = {one.name.casefold() for one in others}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].replace("|", "/").split())
        if name.casefold() in self.others:
            raise ValidationError(
                gettext("There is a paragraph of this name already."), code="twice"
            )
        return name

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if strange := strange_places(text):
            raise ValidationError(
                gettext("We do not know this place: %(place)s"),
                params={"place": strange[0]},
                code="place",
            )
        if too_long(text):
            raise ValidationError(said_too_long(), code="long")
        return text


def said_too_long() -> str:
    said = gettext(
        "A sheet has room for %(letters)s letters in %(lines)s lines. Make it shorter."
    )
    return said % {"letters": MOST_LETTERS, "lines": MOST_LINES}
