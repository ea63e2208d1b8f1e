from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.deadlines.models import Deadline
from harborlight.deadlines.telling import day_in_words
from harborlight.documents.models import Version
from harborlight.facts.versions import sent_over
from harborlight.firm.fields import DayField, WordsField, offer
from harborlight.firm.words import in_words
from harborlight.law.destinations import destinations
from harborlight.replies.models import Point, Reply

MOST_PAGES = 500


def not_ahead(day: date | None, today: date) -> None:
    if day is not None and day > today:
        raise ValidationError(_("This day is still to come."))


class OpenForm(forms.Form):
    """What must be said to begin an answer. papers: versions of the case."""

    kind = forms.ChoiceField(label=_("What came"), choices=Reply.Kind.choices)
    number = WordsField(
        label=_("Receipt number on the notice"),
        help_text=_("Of the form that it is about, if the notice gives one."),
        max_length=18,
        required=False,
    )
    came_on = DayField(
        label=_("Day on which it reached us"),
        help_text=_("From this day we measure how long the answer took us."),
    )
    notice = forms.ChoiceField(label=_("The notice itself"), required=False)

    def __init__(
        self, *args: Any, today: date, papers: Sequence[Version], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.papers = {one.key: one for one in papers}
        named = [(key, one.document.called) for key, one in self.papers.items()]
        offer(self, "notice", [("", gettext("Not among the papers yet")), *named])

    def clean_came_on(self) -> date:
        day: date = self.cleaned_data["came_on"]
        not_ahead(day, self.today)
        return day

    def clean_notice(self) -> Version | None:
        return self.papers.get(self.cleaned_data["notice"])


class ReadForm(forms.Form):
    """What the answer turns on, from whoever read all of the notice."""

    gist = WordsField(
        label=_("I read every page. What does the answer turn on?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class DayForm(forms.Form):
    """Which deadline of the calendar is that of the answer, and our own day before it."""

    deadline = forms.ChoiceField(label=_("The last day"))
    work_to = DayField(
        label=_("We work to"),
        help_text=_("Our own day, early enough for two readers and the courier."),
        required=False,
    )

    def __init__(self, *args: Any, several: Sequence[Deadline], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.several = {one.key: one for one in several}
        named = [
            (key, f"{one.called}: {day_in_words(one.due_on)}")
            for key, one in self.several.items()
        ]
        offer(self, "deadline", named)

    def clean_deadline(self) -> Deadline:
        return self.several[self.cleaned_data["deadline"]]


class PointForm(forms.Form):
    """One thing that the notice asks for."""

    text = WordsField(
        label=_("What it asks for"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )
    page = forms.IntegerField(
        label=_("Page of the notice"),
        min_value=1,
        max_value=MOST_PAGES,
        required=False,
    )


class AnswerPointForm(forms.Form):
    """How a point is answered."""

    answer = forms.ChoiceField(
        label=_("How it is answered"),
        choices=Point.Answer.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    note = WordsField(
        label=_("For whoever writes the letter"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("answer") == Point.Answer.WITHOUT and not said.get("note"):
            self.add_error("note", gettext("Say why it cannot be had."))
        return said


class AttachForm(forms.Form):
    """A paper that answers a point. papers: versions of the case."""

    version = forms.ChoiceField(label=_("Paper of the case"))
    shows = WordsField(
        label=_("What it shows"),
        help_text=_("For example: both names at the address, March to May 2026."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, papers: Sequence[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = {one.key: one for one in papers}
        named = [(key, one.document.called) for key, one in self.papers.items()]
        offer(self, "version", named)

    def clean_version(self) -> Version:
        return self.papers[self.cleaned_data["version"]]


class SeenForm(forms.Form):
    """The mark of what somebody had read when they pressed (marks.py)."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class LetterForm(SeenForm):
    """The letter as it is to go out."""

    letter = WordsField(
        label=_("The letter"),
        widget=forms.Textarea(attrs={"rows": 24}),
        max_length=60_000,
    )

    def changed_meanwhile(self, words: str, mark: str) -> None:
        """Somebody else wrote it too: to send this text again is to insist."""
        self.add_error("letter", words)
        self.data = sent_over(self.data, {"seen": mark})


class ReturnLetterForm(forms.Form):
    """What is wrong with the letter."""

    reason = WordsField(
        label=_("What must change"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )


class PackForm(forms.Form):
    """Where the packet goes."""

    destination = forms.ChoiceField(label=_("Where it goes"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(key, in_words(one.names)) for key, one in destinations().items()]
        offer(self, "destination", places)


class SecondForm(SeenForm):
    """What the second reader says."""

    second_words = WordsField(
        label=_("I read it beside the notice, point by point. What I found:"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )


class SentForm(forms.Form):
    """When and how the answer went out."""

    sent_on = DayField(label=_("Sent on"))
    channel = forms.ChoiceField(
        label=_("How it went"),
        choices=Reply.Channel.choices,
        widget=forms.RadioSelect,
    )
    tracking = WordsField(
        label=_("Number of the parcel, or of the confirmation online"),
        max_length=60,
    )

    def __init__(self, *args: Any, today: date, came_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.came_on = today, came_on

    def clean_sent_on(self) -> date:
        day: date = self.cleaned_data["sent_on"]
        not_ahead(day, self.today)
        if day < self.came_on:
            raise ValidationError(_("That is before the notice came."))
        return day


class ArrivedForm(forms.Form):
    """Since when the agency has it, and what shows it."""

    arrived_on = DayField(label=_("The agency has it since"))
    arrived_proof = WordsField(
        label=_("What shows it"),
        help_text=_("For example: the courier’s confirmation, or the agency’s notice."),
        max_length=300,
    )

    def __init__(
        self, *args: Any, today: date, sent_on: date | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.sent_on = today, sent_on

    def clean_arrived_on(self) -> date:
        day: date = self.cleaned_data["arrived_on"]
        not_ahead(day, self.today)
        if self.sent_on and day < self.sent_on:
            raise ValidationError(_("That is before it was sent."))
        return day


class EndForm(forms.Form):
    """Why it ends without an answer."""

    reason = WordsField(label=_("Why it ends without an answer"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Its page has another form that asks for a reason.
        super().__init__(*args, **{"auto_id": "end_%s", **kwargs})
