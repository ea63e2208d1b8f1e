from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from harborlight.cases.models import Access
from harborlight.firm.actor import Actor
from harborlight.firm.fields import WordsField, offer
from harborlight.firm.models import User
from harborlight.firm.queries import colleagues
from harborlight.firm.roles import (
    CASE_READERS,
    CASE_TEAM,
    DESK,
    GUESTS,
    LAWYERS,
    Role,
    Roles,
    roles,
)

PARTS = roles(
    CASE_TEAM, GUESTS, Role.INTAKE, Role.CLIENT_SERVICES, Role.FINANCE, Role.AUDITOR
)


class ColleagueField(forms.ModelChoiceField[User]):
    """Somebody of the firm, by name."""

    widget = forms.Select

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Choose somebody"))
        super().__init__(queryset=User.objects.none(), **kwargs)


class ReopenForm(forms.Form):
    """What must be said to work on a closed case again."""

    reason = WordsField(
        label=_("Why it is opened again"),
        help_text=_("The team reads this in the history. The client does not."),
        max_length=300,
        error_messages={"required": _("Write why the case is opened again.")},
    )


class TeamMemberForm(forms.Form):
    """What must be said to put somebody on the team of a case."""

    user = ColleagueField(
        label=_("Who"), error_messages={"required": _("Choose a colleague.")}
    )
    part = forms.ChoiceField(
        label=_("As"),
        choices=[(role.value, role.label) for role in Role if role in PARTS],
    )

    def __init__(
        self, actor: Actor, *args: Any, without: frozenset[Any], **kwargs: Any
    ) -> None:
        kwargs.setdefault("auto_id", "member_%s")
        super().__init__(*args, **kwargs)
        _offer(self, "user", actor, roles(CASE_READERS, GUESTS), without)


class LeadForm(forms.Form):
    """Who leads a case: an attorney or a partner."""

    lead = ColleagueField(
        label=_("Lead attorney"),
        error_messages={"required": _("Choose the attorney who leads the case.")},
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "lead", actor, LAWYERS)


class AccessForm(forms.Form):
    """Who may open a case."""

    access = forms.ChoiceField(
        label=_("Who may open this case"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (Access.FIRM, Access.TEAM)],
    )


class SensitivityForm(forms.Form):
    """Whether a case is one of which the law lets nobody tell anything."""

    is_sensitive = forms.BooleanField(
        label=_("This case is sensitive"),
        help_text=_(
            "Its papers are not read by the program and not found by search. Mark cases "
            "of victims so: the law forbids to tell of them (8 U.S.C. 1367)."
        ),
        required=False,
    )


class WallForm(forms.Form):
    """What must be said to keep somebody away from a case."""

    user = ColleagueField(
        label=_("Who must know nothing of this case"),
        error_messages={"required": _("Choose a colleague.")},
    )
    reason = WordsField(
        label=_("Why"),
        help_text=_("The person behind the wall cannot read this."),
        max_length=300,
        error_messages={
            "required": _("Write why: somebody may ask about this in some years.")
        },
    )

    def __init__(
        self, actor: Actor, *args: Any, without: frozenset[Any], **kwargs: Any
    ) -> None:
        kwargs.setdefault("auto_id", "wall_%s")
        super().__init__(*args, **kwargs)
        _offer(self, "user", actor, DESK, without)


class CaseListForm(forms.Form):
    """Which cases a list shows. Whatever the address says, there is a list."""

    q = WordsField(label=_("Name or case number"), max_length=200, required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    show = forms.ChoiceField(
        required=False,
        choices=[
            ("", pgettext_lazy("cases", "Open")),
            ("mine", _("Mine")),
            ("closed", _("Closed")),
            ("all", pgettext_lazy("cases", "All")),
        ],
        widget=forms.HiddenInput,
    )

    def __init__(
        self, *args: Any, stages: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stages = [("", _("Every stage")), *stages]
        offer(self, "stage", self.stages)
        self.is_valid()

    @property
    def wanted(self) -> dict[str, Any]:
        """The arguments of `queries.cases`."""
        show = self.cleaned_data.get("show")
        return {
            "words": self.cleaned_data.get("q", ""),
            "stage": self.cleaned_data.get("stage", ""),
            "mine": show == "mine",
            "only_closed": show == "closed",
            "closed": show == "all",
            # In no list, but found by search.
            "archived": show == "all" and bool(self.cleaned_data.get("q")),
        }

    @property
    def is_narrowed(self) -> bool:
        """Whether something is searched for, so that an empty list may be due to that."""
        return bool(self.cleaned_data.get("q") or self.cleaned_data.get("stage"))

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """The same search among the open cases, one's own, and the closed ones."""
        said = {name: self.cleaned_data.get(name, "") for name in ("q", "stage")}
        return [
            {
                "label": label,
                "href": f"?{_address(said | {'show': value})}",
                "here": value == self.cleaned_data.get("show", ""),
            }
            for value, label in self.fields["show"].choices  # type: ignore[attr-defined]
        ]

    @property
    def query(self) -> str:
        """The search as the rest of an address: `&q=pena`."""
        said = {name: self.cleaned_data.get(name, "") for name in self.fields}
        address = _address(said)
        return f"&{address}" if address else ""


# What the history of a case may be narrowed to: how the names of kinds begin.
SUBJECTS = {
    "people": (
        _("People and team"),
        ("case.", "person.", "invitation.", "conflict.", "inquiry."),
    ),
    "answers": (_("Answers"), ("questionnaire.", "facts.", "fact.")),
    "documents": (_("Documents"), ("document.", "file.")),
    "forms": (_("Forms and filing"), ("form.", "filing.")),
    "deadlines": (_("Deadlines"), ("deadline.",)),
    "agencies": (_("Agencies"), ("agency.",)),
    "money": (_("Money"), ("invoice.", "payment.", "receipt.", "trust.", "books.")),
}


class HistoryForm(forms.Form):
    """What of a case's history a page shows. Whatever the address says, it shows some."""

    about = forms.ChoiceField(
        label=_("About"),
        required=False,
        choices=[("", _("Everything"))]
        + [(name, label) for name, (label, _kinds) in SUBJECTS.items()],
    )
    who = forms.ModelChoiceField(
        label=_("By"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Anybody"),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["who"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people
        self.is_valid()

    @property
    def wanted(self) -> dict[str, Any]:
        """The arguments of `queries.history`."""
        who = self.cleaned_data.get("who")
        about = self.cleaned_data.get("about", "")
        return {
            "kinds": SUBJECTS[about][1] if about else (),
            "user": who.pk if who else None,
        }

    @property
    def is_narrowed(self) -> bool:
        return bool(self.cleaned_data.get("about") or self.cleaned_data.get("who"))

    @property
    def query(self) -> str:
        who = self.cleaned_data.get("who")
        said = {
            "about": self.cleaned_data.get("about", ""),
            "who": str(who.pk) if who else "",
        }
        address = _address(said)
        return f"&{address}" if address else ""


def _address(said: dict[str, str]) -> str:
    return urlencode({name: value for name, value in said.items() if value})


def _offer(
    form: forms.Form,
    name: str,
    actor: Actor,
    playing: Roles,
    without: frozenset[Any] = frozenset(),
) -> None:
    """Offer everybody who plays one of these parts, except for some accounts."""
    field = form.fields[name]
    assert isinstance(field, ColleagueField)
    field.queryset = colleagues(actor, playing).exclude(pk__in=without)
