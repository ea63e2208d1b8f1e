"""The component gallery and the outbox of a development machine."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.doors import public_page
from harborlight.firm.fields import DayField, DollarField
from harborlight.firm.models import Firm, User
from harborlight.firm.roles import Role
from harborlight.ui.context import House
from harborlight.ui.dev.outbox import letter_named, letters

LAYOUTS = ("entrance", "desk", "waiting")


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Family name"), help_text=_("As in the passport."))
    email = forms.EmailField(label=_("Email"), required=False)
    born = DayField(label=_("Date of birth"))
    due = forms.DateField(
        label=_("Due"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    amount = DollarField(label=_("Amount"), required=False)
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput)
    kind = forms.ChoiceField(
        label=_("Kind of case"),
        choices=[("", "—"), ("i130", "I-130"), ("n400", "N-400")],
    )
    married = forms.ChoiceField(
        label=_("Were you married before?"),
        widget=forms.RadioSelect,
        choices=[("y", _("Yes")), ("n", _("No"))],
    )
    tags = forms.MultipleChoiceField(
        label=_("Tags"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("id", _("Identity")), ("money", _("Money"))],
    )
    story = forms.CharField(label=_("Notes"), widget=forms.Textarea, required=False)
    agree = forms.BooleanField(
        label=_("I read this and agree"), help_text=_("You can change it later.")
    )


class ExampleHouse(House):
    """The page as Ada at the desk, or Maria in the waiting room, would see it."""

    def __init__(self, request: HttpRequest, layout: str) -> None:
        super().__init__(request)
        self.played = Role.PARTNER if layout == "desk" else Role.CLIENT

    @property
    def actor(self) -> Actor:
        firm = Firm(name="Rivera Immigration Law")
        return Actor(firm=firm, roles=frozenset({self.played}), name=self.person)

    @property
    def user(self) -> User:
        return User(name="Ana Rivera", email="ana@example.org")

    @property
    def seconds_left(self) -> int:
        return 0

    @property
    def may_change(self) -> bool:
        return True


@public_page
def components(request: HttpRequest, layout: str = "entrance") -> HttpResponse:
    """Every component once; with ?wrong=1 the form shows its errors."""
    if layout not in LAYOUTS:
        raise Http404
    wrong = {"name": "", "born_day": "31", "born_month": "2", "born_year": "1990"}
    form = ExampleForm(wrong if request.GET.get("wrong") else None)
    about = {"form": form, "layout": f"ui/dev/in_{layout}.html", **_examples()}
    if layout != "entrance":
        about["house"] = ExampleHouse(request, layout)
    return render(request, "ui/dev/components.html", about)


@public_page
def outbox(request: HttpRequest) -> HttpResponse:
    """The e-mails that were written instead of sent, newest first."""
    return render(request, "ui/dev/outbox.html", {"letters": letters()})


@public_page
def letter(request: HttpRequest, name: str) -> HttpResponse:
    found = letter_named(name)
    if found is None:
        raise Http404
    return render(request, "ui/dev/letter.html", {"letter": found})


def _examples() -> dict[str, Any]:
    moment = now()
    return {
        "moment": moment,
        "today": moment.date(),
        "friday": moment.date() + timedelta(days=12),
        "steps": [
            {"label": _("Intake"), "state": "done"},
            {"label": _("Documents"), "state": "now", "note": _("3 of 4 are here.")},
            {"label": _("Attorney review"), "state": "next"},
            {"label": _("Filed with USCIS"), "state": "next"},
        ],
        "facts": [(_("Family name"), "Núñez"), (_("A-Number"), None)],
        "tabs": [
            {"label": _("Overview"), "href": "#", "here": True},
            {"label": _("Documents"), "href": "#tabs", "count": 3},
            {"label": _("Money"), "href": "#tabs"},
        ],
        "entries": [
            {"words": _("Your petition was filed."), "at": moment, "icon": "send"},
            {"words": _("You joined the portal."), "at": moment, "icon": "user-check"},
        ],
        "page": Paginator(range(200), 50).page(2),
        "rows": [("Núñez, María", "I-130", "ok"), ("Okafor, Chidi", "N-400", "danger")],
    }
