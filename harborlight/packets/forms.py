from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.documents.kinds import FILED_KINDS
from harborlight.documents.models import Document, Version
from harborlight.firm.fields import DayField, WordsField, offer
from harborlight.firm.words import in_words
from harborlight.law.destinations import destinations
from harborlight.packets.models import Exhibit, ExhibitSet, Packet
from harborlight.packets.pages import PagesField, pages_in_words
from harborlight.packets.paragraphs import MOST_LETTERS, joined, too_long
from harborlight.packets.set_forms import said_too_long


class PacketForm(forms.Form):
    """What must be said to begin a packet, or to change it."""

    name = WordsField(
        label=_("What is it called?"),
        help_text=_(
            "It stands on the first page. The government reads it: write English."
        ),
        max_length=120,
    )
    purpose = forms.ChoiceField(
        label=_("What is it for?"),
        choices=Packet.Purpose.choices,
        widget=forms.RadioSelect,
    )
    destination = forms.ChoiceField(
        label=_("Where does it go?"),
        help_text=_(
            "It is parted, and its pictures made smaller, as this place wants."
        ),
    )
    numbering = forms.ChoiceField(
        label=_("How are exhibits named?"),
        choices=Packet.Numbering.choices,
        widget=forms.RadioSelect,
        initial=Packet.Numbering.LETTERS,
    )
    notice = forms.ChoiceField(
        label=_("Which notice does it answer?"),
        help_text=_(
            "Put the request for evidence into the documents of the case first."
        ),
        required=False,
    )
    due_on = DayField(label=_("Last day for it"), required=False)

    def __init__(
        self, *args: Any, notices: Iterable[Document] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.notices = {str(one.pk): one for one in notices}
        _choices(self, "notice", [(pk, one.called) for pk, one in self.notices.items()])
        places = [(key, in_words(one.names)) for key, one in destinations().items()]
        field = self.fields["destination"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = places

    def clean_notice(self) -> Document | None:
        return self.notices.get(self.cleaned_data["notice"])


class PapersForm(forms.Form):
    """Which papers go into a packet."""

    versions = forms.MultipleChoiceField(
        label=_("Papers"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one paper.")},
    )

    def __init__(self, *args: Any, papers: Sequence[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = {str(one.pk): one for one in papers}
        field = self.fields["versions"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(pk, str(one)) for pk, one in self.papers.items()]

    def clean_versions(self) -> list[Version]:
        return [self.papers[pk] for pk in self.cleaned_data["versions"]]


class ExhibitForm(forms.Form):
    """What must be said of an exhibit."""

    title = WordsField(
        label=_("Title"),
        help_text=_(
            "It stands on the separator sheet and in the contents. Write English."
        ),
        max_length=200,
    )
    text = WordsField(
        label=_("What does it show?"),
        help_text=_("It stands beneath the title on the separator sheet. In English."),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=MOST_LETTERS,
    )
    paragraph = forms.ChoiceField(
        label=_("Add a standard paragraph"),
        help_text=_("It is put behind what stands above, with the names of this case."),
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("What kind of exhibit is it?"),
        help_text=_(
            "Rules that want such an exhibit find it by its kind, whatever its title says."
        ),
        required=False,
    )
    pages = PagesField(
        label=_("Which pages?"),
        help_text=_("For example: 1-3, 5. Leave it empty for all of them."),
        required=False,
        max_length=200,
    )
    joins = forms.BooleanField(
        label=_("It belongs to the exhibit before it"),
        help_text=_("A translation to its original, for example."),
        required=False,
    )
    is_front = forms.BooleanField(
        label=_("It stands before the exhibits, without a letter"),
        help_text=_("A cover letter or a form. Its pages bear no stamp."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        exhibit: Exhibit,
        paragraphs: Mapping[str, tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """paragraphs: name and text, filled in for this exhibit, by key."""
        said = {
            "title": exhibit.title,
            "text": exhibit.text,
            "kind": exhibit.kind,
            "pages": pages_in_words(exhibit.pages),
            "joins": exhibit.joins,
            "is_front": exhibit.is_front,
        }
        super().__init__(*args, **{"initial": said, **kwargs})
        version = exhibit.version
        self.most = version.pages if version else exhibit.form_pages
        self.paragraphs = paragraphs
        self._offer_kinds(exhibit)
        if paragraphs:
            named = [(key, name) for key, (name, _text) in paragraphs.items()]
            _choices(self, "paragraph", named)
        else:
            del self.fields["paragraph"]

    def _offer_kinds(self, exhibit: Exhibit) -> None:
        """Those that everybody knows, and the one that it has."""
        own = (
            []
            if exhibit.kind in dict(FILED_KINDS) or not exhibit.kind
            else [(exhibit.kind, exhibit.kind_called)]
        )
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("The kind of its paper")), *FILED_KINDS, *own]

    def clean(self) -> dict[str, Any]:
        """What it shows, with the paragraph that was chosen behind it."""
        said = super().clean() or self.cleaned_data
        chosen = self.paragraphs.get(said.pop("paragraph", ""))
        text = joined(said.get("text", ""), chosen[1] if chosen else "")
        if too_long(text):
            self.add_error("text", said_too_long())
        said["text"] = text
        return said

    def clean_pages(self) -> list[int]:
        pages: list[int] = self.cleaned_data["pages"] or []
        if any(page > self.most for page in pages):
            said = gettext("This paper has %(count)s pages.")
            raise ValidationError(said, params={"count": self.most}, code="most")
        return pages


class MoveExhibitForm(forms.Form):
    """Where an exhibit goes in the order."""

    to = forms.IntegerField(label=_("Place"), min_value=1, max_value=100_000)


class UseSetForm(forms.Form):
    """Which standard exhibits go into a packet."""

    chosen = forms.ChoiceField(
        label=_("Standard exhibits"), error_messages={"required": _("Choose a set.")}
    )

    def __init__(self, *args: Any, sets: Sequence[ExhibitSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sets = {str(one.pk): one for one in sets}
        _choices(self, "chosen", [(pk, one.name) for pk, one in self.sets.items()])

    def clean_chosen(self) -> ExhibitSet:
        return self.sets[self.cleaned_data["chosen"]]


class WantedForm(forms.Form):
    """What must be said of a piece of evidence that is needed."""

    text = WordsField(label=_("What is needed?"), max_length=300)
    is_required = forms.BooleanField(
        label=_("The packet is not complete without it"), required=False, initial=True
    )


class AnswerForm(forms.Form):
    """Which exhibit is a piece of evidence that is needed."""

    exhibit = forms.ChoiceField(label=_("Exhibit"), required=False)

    def __init__(
        self, *args: Any, exhibits: Mapping[str, tuple[str, Exhibit]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.exhibits = exhibits
        _choices(self, "exhibit", [(pk, said) for pk, (said, _row) in exhibits.items()])

    def clean_exhibit(self) -> Exhibit | None:
        found = self.exhibits.get(self.cleaned_data["exhibit"])
        return found[1] if found else None


class CertifyForm(forms.Form):
    """What somebody says who answers for a packet."""

    words = WordsField(
        label=_("I certify"),
        max_length=300,
        # On a phone, too, whoever answers for the words sees all of them.
        widget=forms.Textarea(attrs={"rows": 3}),
        initial=_("Every required piece of evidence is in this packet and labelled."),
    )


class SentForm(forms.Form):
    """When a packet went out. `today` is the firm's day."""

    on = DayField(label=_("Sent on"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(
                gettext("This date is in the future. Please check it."), code="future"
            )
        return day


def _choices(form: forms.Form, name: str, named: list[tuple[str, str]]) -> None:
    offer(form, name, [("", _("Choose…")), *named])
