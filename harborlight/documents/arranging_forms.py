"""What is said to put the pages of a file in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from harborlight.documents.models import Request, Slot, Version
from harborlight.firm.fields import WordsField
from harborlight.papers.redacting import Box

# Papers that nobody asked for, of one file at once.
NEW = ("new1", "new2", "new3")
THIS, OUT = "this", "out"
# Parts of this very paper, which came in one file with it.
PARTS = {one.value: one for one in (Slot.TRANSLATION, Slot.CERTIFICATE)}
TURNS = [
    ("", _("As it is")),
    ("90", _("To the right")),
    ("180", _("Upside down")),
    ("270", _("To the left")),
]


def named(places: Iterable[Request]) -> list[tuple[str, str]]:
    """What is asked for in a case, each with whom it is of, for a list to choose from."""
    return [(str(one.pk), f"{one.person.full_name}: {one.name}") for one in places]


class _PagesForm(forms.Form):
    """A box for each page of a file: `page_1`, `page_2` ..."""

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = version.page_numbers

    @property
    def sheets(self) -> list[dict[str, Any]]:
        """Each page with its box, for the page that shows them."""
        return [{"number": one, "field": self[f"page_{one}"]} for one in self.numbers]


class SplitForm(_PagesForm):
    """Which page is which paper; what a page leaves open is as the page before it."""

    def __init__(
        self, *args: Any, version: Version, places: Sequence[Request], **kwargs: Any
    ) -> None:
        super().__init__(*args, version=version, **kwargs)
        self.places = {str(one.pk): one for one in places}
        this = gettext("%(title)s (as it came)") % {"title": version.document.called}
        fixed: list[tuple[str, Any]] = [(THIS, this)]
        for code, part in PARTS.items():
            fixed.append((code, gettext("Of it: %(part)s") % {"part": part.label}))
        fixed += named(places)
        fixed += [
            (one, gettext("New paper %(n)s") % {"n": n}) for n, one in enumerate(NEW, 1)
        ]
        fixed.append((OUT, gettext("Leave it out")))
        open_one = ("", gettext("As the page before"))
        for number in self.numbers:
            self.fields[f"page_{number}"] = forms.ChoiceField(
                label=gettext("Page %(n)s is") % {"n": number},
                choices=fixed if number == 1 else [open_one, *fixed],
                required=False,
                initial=THIS if number == 1 else "",
            )
        for n, one in enumerate(NEW, 1):
            self.fields[f"{one}_title"] = WordsField(
                label=gettext("What new paper %(n)s is") % {"n": n},
                max_length=150,
                required=False,
            )

    @property
    def titles(self) -> list[Any]:
        return [self[f"{one}_title"] for one in NEW]

    def clean(self) -> dict[str, Any]:
        pages = self._pages()
        for one in NEW:
            if one in pages and not self.cleaned_data.get(f"{one}_title"):
                self.add_error(f"{one}_title", gettext("Write what this paper is."))
        kept = pages.keys() - {OUT}
        if not kept:
            raise ValidationError(gettext("Say of at least one page what it is."))
        if kept == {THIS} and OUT not in pages:
            raise ValidationError(
                gettext("All pages are of this paper: there is nothing to split.")
            )
        if len(pages) == 1:
            raise ValidationError(
                gettext(
                    "All pages are of one other paper. Go back and say that it is "
                    "another paper: then the file stays as it is."
                )
            )
        return self.cleaned_data

    def _pages(self) -> dict[str, list[int]]:
        """The pages of each place, in the order in which the places first come."""
        found: dict[str, list[int]] = {}
        place = THIS
        for number in self.numbers:
            place = self.cleaned_data.get(f"page_{number}") or place
            found.setdefault(place, []).append(number)
        return found

    @property
    def parts(self) -> list[dict[str, Any]]:
        """What becomes of the pages: `pages`, `to` and `title` of each Part."""
        return [
            {
                "pages": pages,
                "to": self.places.get(place),
                "title": self.cleaned_data.get(f"{place}_title", ""),
                "slot": place if place in PARTS else "",
            }
            for place, pages in self._pages().items()
            if place != OUT
        ]


class TurnForm(_PagesForm):
    """By how much which page is turned."""

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, version=version, **kwargs)
        self.fields["every"] = forms.ChoiceField(
            label=gettext("Turn every page"),
            help_text=gettext("Pages that you turn below are turned as it says there."),
            choices=TURNS,
            required=False,
        )
        for number in self.numbers:
            self.fields[f"page_{number}"] = forms.ChoiceField(
                label=gettext("Turn page %(n)s") % {"n": number},
                choices=TURNS,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        if not self.turns:
            raise ValidationError(gettext("Choose which page to turn."))
        return self.cleaned_data

    @property
    def turns(self) -> dict[int, int]:
        """By how many degrees, clockwise, each page that is turned."""
        said = self.cleaned_data
        every = said.get("every") or "0"
        found = {one: int(said.get(f"page_{one}") or every) for one in self.numbers}
        return {one: turn for one, turn in found.items() if turn}


class JoinForm(forms.Form):
    """Which files are put together, and in which order."""

    def __init__(
        self, *args: Any, version: Version, others: Sequence[Version], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choosable = [version, *others]
        numbers = [(str(n), str(n)) for n in range(1, len(self.choosable) + 1)]
        for one in self.choosable:
            is_first = one.pk == version.pk
            self.fields[f"place_{one.key}"] = forms.ChoiceField(
                label=gettext("Its place"),
                choices=numbers
                if is_first
                else [("", gettext("Not with it")), *numbers],
                required=is_first,
                initial="1" if is_first else "",
            )

    @property
    def sheets(self) -> list[dict[str, Any]]:
        return [
            {"file": one, "field": self[f"place_{one.key}"]} for one in self.choosable
        ]

    def clean(self) -> dict[str, Any]:
        places = [*self._places().values()]
        if len(places) < 2:
            raise ValidationError(
                gettext("Choose at least one more file to put together with this one.")
            )
        if len({*places}) < len(places):
            raise ValidationError(
                gettext("Two files have the same place. Give each a place of its own.")
            )
        return self.cleaned_data

    def _places(self) -> dict[Version, int]:
        said = {
            one: self.cleaned_data.get(f"place_{one.key}") for one in self.choosable
        }
        return {one: int(place) for one, place in said.items() if place}

    @property
    def order(self) -> list[Version]:
        """The chosen files in their order."""
        places = self._places()
        return sorted(places, key=lambda one: places[one])


class BoxForm(forms.Form):
    """What is hidden of a page, in percents of its width and height."""

    page = forms.IntegerField(label=_("Page"), min_value=1)
    left = forms.FloatField(label=_("From the left"), min_value=0, max_value=100)
    top = forms.FloatField(label=_("From the top"), min_value=0, max_value=100)
    width = forms.FloatField(label=_("Width"), min_value=0.1, max_value=100)
    height = forms.FloatField(label=_("Height"), min_value=0.1, max_value=100)


class Boxes(forms.BaseFormSet[BoxForm]):
    """What is hidden of a file; lines that were left empty hide nothing."""

    def __init__(self, *args: Any, pages: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = pages

    def clean(self) -> None:
        if any(self.errors):
            return
        if not self.boxes:
            raise ValidationError(gettext("Say what to hide: draw at least one box."))
        beyond = [box.page for box in self.boxes if box.page > self.pages]
        if beyond:
            said = ngettext(
                "The file has %(n)s page only.",
                "The file has %(n)s pages only.",
                self.pages,
            )
            raise ValidationError(said % {"n": self.pages})

    @property
    def boxes(self) -> list[Box]:
        """What is hidden, as parts of the page; what reaches beyond its edge ends there."""
        return [_box(one.cleaned_data) for one in self.forms if one.cleaned_data]


def _box(said: Mapping[str, Any]) -> Box:
    left, top = min(said["left"], 99.9) / 100, min(said["top"], 99.9) / 100
    return Box(
        page=said["page"],
        left=left,
        top=top,
        right=min(left + said["width"] / 100, 1.0),
        bottom=min(top + said["height"] / 100, 1.0),
    )


BoxesForm = cast(
    "type[Boxes]",
    forms.formset_factory(
        BoxForm,
        formset=Boxes,
        extra=4,
        max_num=200,
        absolute_max=400,
        validate_max=True,
    ),
)
