from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField, offer
from harborlight.firm.models import User
from harborlight.people.models import Person
from harborlight.tasks.labels import GATES, part
from harborlight.tasks.models import REVIEWS, Every, Needs, Task

FURTHEST = timedelta(days=10 * 366)
MOST_ITEMS, ITEM = 30, 200
NO_DAY = {"invalid": _("There is no such day. Check the day and the month.")}
Choices = Iterable[tuple[str, Any]]


def calendar() -> forms.DateInput:
    """The browser's calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def area(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SetTaskForm(forms.Form):
    """What must be said to set a task. today: the firm's day; whom: (key, name) of people,
    parts and parties; before: tasks of the case that may come first."""

    title = WordsField(
        label=_("What is to be done"),
        max_length=200,
        error_messages={"required": _("Write what is to be done.")},
    )
    words = WordsField(
        label=_("How, or where"), widget=area(), max_length=2000, required=False
    )
    to = forms.ChoiceField(
        label=_("Who does it"),
        help_text=_("A part of the firm: the rules choose the person."),
        error_messages={
            "required": _("Choose who does it."),
            "invalid_choice": _("Choose who does it."),
        },
    )
    due_on = forms.DateField(
        label=_("By"), widget=calendar(), required=False, error_messages=NO_DAY
    )
    items = WordsField(
        label=_("Checklist"),
        help_text=_("A line for each thing to tick off."),
        widget=area(3),
        max_length=4000,
        required=False,
    )
    needs = forms.ChoiceField(
        label=_("When it is done"), choices=Needs.choices, required=False
    )
    review = forms.ChoiceField(
        label=_("A second person accepts it"),
        help_text=_("Never whoever did it."),
        required=False,
    )
    gate = forms.ChoiceField(
        label=_("What waits until it is accepted"),
        choices=[*GATES.items()],
        required=False,
    )
    waits_for = forms.ChoiceField(label=_("It waits for"), required=False)
    every = forms.ChoiceField(
        label=_("How often"), choices=Every.choices, required=False
    )
    is_urgent = forms.BooleanField(label=_("It is urgent"), required=False)

    def __init__(
        self,
        *args: Any,
        today: date,
        whom: Mapping[str, tuple[str, User | Person | str]],
        before: Sequence[Task] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.whom = today, whom
        self.before = {str(one.pk): one for one in before}
        names = [(key, name) for key, (name, _who) in whom.items()]
        offer(self, "to", [("", gettext("Choose…")), *names])
        parts = [(one, part(one)) for one in REVIEWS]
        offer(self, "review", [("", gettext("Nobody needs to")), *parts])
        first = [(key, one.called) for key, one in self.before.items()]
        offer(self, "waits_for", [("", gettext("Nothing")), *first])
        if not first:
            del self.fields["waits_for"]

    def clean_due_on(self) -> date | None:
        return checked_day(self.cleaned_data["due_on"], self.today)

    def clean_items(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["items"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > MOST_ITEMS:
            said = gettext("At most %(n)s lines.") % {"n": MOST_ITEMS}
            raise forms.ValidationError(said)
        if any(len(line) > ITEM for line in found):
            said = gettext("At most %(n)s letters in a line.") % {"n": ITEM}
            raise forms.ValidationError(said)
        return found

    def clean_waits_for(self) -> Task | None:
        return self.before.get(self.cleaned_data["waits_for"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("gate") and not said.get("review"):
            wrong = gettext("Choose who accepts it: something waits for that.")
            self.add_error("review", wrong)
        return said

    @property
    def said(self) -> dict[str, Any]:
        """The arguments of `set_task`."""
        found = {name: one for name, one in self.cleaned_data.items() if name != "to"}
        who = self.whom[self.cleaned_data["to"]][1]
        name = "role"
        if not isinstance(who, str):
            name = "user" if isinstance(who, User) else "person"
        return {**found, name: who}


def checked_day(day: date | None, today: date) -> date | None:
    if day and day < today:
        raise forms.ValidationError(
            gettext("This day is over. Choose today or a later day.")
        )
    if day and day > today + FURTHEST:
        raise forms.ValidationError(
            gettext("Check the year: this day is too far away.")
        )
    return day


class GiveTaskForm(forms.Form):
    """Who does it from now on. people: (id, account) of those who may."""

    user = forms.ChoiceField(
        label=_("Who does it"),
        error_messages={
            "required": _("Choose who does it."),
            "invalid_choice": _("Choose who does it."),
        },
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [(key, one.name) for key, one in self.people.items()]
        offer(self, "user", [("", gettext("Choose…")), *named])

    def clean_user(self) -> User:
        return self.people[self.cleaned_data["user"]]


class MoveTaskForm(forms.Form):
    """By when it is to be done now; no day: whenever."""

    due_on = forms.DateField(
        label=_("By"), widget=calendar(), required=False, error_messages=NO_DAY
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_move_%s", **kwargs})
        self.today = today

    def clean_due_on(self) -> date | None:
        return checked_day(self.cleaned_data["due_on"], self.today)


class SubmitTaskForm(forms.Form):
    """What came of it. needs: whether something must be written (Needs)."""

    answer = WordsField(
        label=_("What came of it"),
        widget=area(3),
        max_length=4000,
        required=False,
        error_messages={"required": _("Write what came of it.")},
    )

    def __init__(
        self, *args: Any, needs: str, is_letter: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = needs == Needs.WORDS
        if is_letter:
            self.fields["answer"].label = _("The letter")
            self.fields["answer"].widget = area(18)


class AcceptTaskForm(forms.Form):
    """Words for whoever did it, if any."""

    remark = WordsField(
        label=_("A word for whoever did it"), max_length=1000, required=False
    )


class ReturnTaskForm(forms.Form):
    """What is missing."""

    remark = WordsField(
        label=_("What is missing, or wrong"),
        widget=area(),
        max_length=1000,
        error_messages={"required": _("Write what is missing or wrong.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_return_%s", **kwargs})


class _Reason(forms.Form):
    """Why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        name = type(self).__name__.lower()
        super().__init__(*args, **{"auto_id": f"id_{name}_%s", **kwargs})


class PressTaskForm(_Reason):
    """Why it cannot wait."""

    reason = WordsField(
        label=_("Why it cannot wait"),
        max_length=300,
        error_messages={"required": _("Write why it cannot wait.")},
    )


class WithdrawTaskForm(_Reason):
    """Why nobody needs to do it."""

    reason = WordsField(
        label=_("Why nobody needs to do it"),
        max_length=300,
        error_messages={"required": _("Write why nobody needs to do it.")},
    )


class LiftForm(_Reason):
    """Why something goes on without it."""

    reason = WordsField(
        label=_("Why it goes on without this"),
        help_text=_("You answer for it. The history keeps your name and your words."),
        widget=area(),
        max_length=1000,
        error_messages={"required": _("Write why it goes on without this.")},
    )
