"""What must be said of how the firm hands out its work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import offer
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from harborlight.tasks.events import MEMBERS
from harborlight.tasks.forms import FURTHEST, NO_DAY, calendar
from harborlight.tasks.labels import part
from harborlight.tasks.models import REVIEWS, TaskRule

ANY = ("", _("It does not matter"))
CHOOSE = ("", _("Choose…"))
PARTS = [(one.value, one.label) for one in Role if one in MEMBERS]


class TaskRuleForm(forms.Form):
    """Which tasks a rule is about, and who is given them. playbooks: (key, name)."""

    asked = forms.ChoiceField(
        label=_("For which part"), choices=[ANY, *PARTS], required=False
    )
    playbook = forms.ChoiceField(label=_("Kind of case"), required=False)
    client_language = forms.ChoiceField(
        label=_("Language of the client"),
        choices=[ANY, *settings.LANGUAGES],
        required=False,
    )
    target = forms.ChoiceField(
        label=_("It is given to"),
        choices=TaskRule.Target.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose to whom it is given.")},
    )
    user = forms.ChoiceField(
        label=_("This person"),
        help_text=_("Only where it is given to one person."),
        required=False,
    )
    role = forms.ChoiceField(
        label=_("This part"),
        help_text=_("Only where it is given to whoever plays a part."),
        choices=[CHOOSE, *PARTS],
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[User],
        playbooks: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        offer(self, "playbook", [ANY, *playbooks])
        named = [(key, one.name) for key, one in self.people.items()]
        offer(self, "user", [CHOOSE, *named])

    def clean_user(self) -> User | None:
        return self.people.get(self.cleaned_data["user"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        to_person = said.get("target") == TaskRule.Target.PERSON
        if to_person and not said.get("user"):
            self.add_error("user", gettext("Choose who is given these tasks."))
        if said.get("target") and not to_person and not said.get("role"):
            self.add_error("role", gettext("Choose the part."))
        # What was chosen beside it is of no use then.
        said["role" if to_person else "user"] = "" if to_person else None
        return said


class AbsenceForm(forms.Form):
    """Who is away, from when to when, and who stands in."""

    user = forms.ChoiceField(
        label=_("Who is away"), error_messages={"required": _("Choose who is away.")}
    )
    stand_in = forms.ChoiceField(
        label=_("Who stands in"),
        help_text=_("New tasks go to them, and they see those that wait."),
        error_messages={"required": _("Choose who stands in.")},
    )
    from_on = forms.DateField(
        label=_("The first day"),
        widget=calendar(),
        error_messages={"required": _("Choose the day."), **NO_DAY},
    )
    until_on = forms.DateField(
        label=_("The last day"),
        widget=calendar(),
        error_messages={"required": _("Choose the day."), **NO_DAY},
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        whose: Iterable[User],
        people: Iterable[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.known = {str(one.pk): one for one in people}
        offer(self, "user", [(str(one.pk), one.name) for one in whose])
        others = [(key, one.name) for key, one in self.known.items()]
        offer(self, "stand_in", [CHOOSE, *others])

    def clean_user(self) -> User:
        return self.known[self.cleaned_data["user"]]

    def clean_stand_in(self) -> User:
        return self.known[self.cleaned_data["stand_in"]]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        first, last = said.get("from_on"), said.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", gettext("The last day is before the first one."))
        elif last and last < self.today:
            self.add_error("until_on", gettext("This day is over."))
        elif last and last > self.today + FURTHEST:
            wrong = gettext("Check the year: this day is too far away.")
            self.add_error("until_on", wrong)
        if said.get("user") and said.get("user") == said.get("stand_in"):
            self.add_error("stand_in", gettext("Choose somebody else."))
        return said


class LanguagesForm(forms.Form):
    """Which languages somebody speaks with clients."""

    languages = forms.MultipleChoiceField(
        label=_("Speaks with clients"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class ServiceForm(forms.Form):
    """Within how many hours of work each kind of review is done."""

    def __init__(self, *args: Any, known: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_service_%s", **kwargs})
        for review in REVIEWS:
            self.fields[review] = forms.IntegerField(
                label=part(review), min_value=1, max_value=400, initial=known[review]
            )

    @property
    def hours(self) -> dict[str, int]:
        return {review: self.cleaned_data[review] for review in REVIEWS}
