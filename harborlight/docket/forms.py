from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from harborlight.docket.queries import Tally
from harborlight.docket.reasons import NAMES
from harborlight.docket.weighing import Level
from harborlight.firm import ids
from harborlight.firm.actor import Actor
from harborlight.firm.fields import WordsField, offer
from harborlight.firm.queries import colleagues
from harborlight.firm.roles import LAWYERS

# A box lists no more people than this; all of them stand at Workload and stages.
MOST_LEADS = 50
# Levels in an address: their names, not their numbers.
LEVELS = {
    "late": Level.LATE,
    "stuck": Level.STUCK,
    "risk": Level.AT_RISK,
    "calm": Level.CALM,
}
ORDERS = [
    ("", _("Most pressing first")),
    ("stage", _("Longest in their stage first")),
    ("age", _("Oldest first")),
    ("due", _("Next deadline first")),
]


class OverviewForm(forms.Form):
    """Which cases the overview shows. Whatever the address says, it shows some."""

    stage = forms.ChoiceField(label=_("Stage"), required=False)
    kind = forms.ChoiceField(label=_("Kind of case"), required=False)
    lead = forms.ChoiceField(label=_("Lead"), required=False)
    order = forms.ChoiceField(label=_("Sorted by"), choices=ORDERS, required=False)
    level = forms.ChoiceField(
        required=False,
        choices=[("", ""), *((name, name) for name in LEVELS)],
        widget=forms.HiddenInput,
    )

    def __init__(
        self,
        data: Any,
        *,
        actor: Actor,
        stages: Sequence[tuple[str, str]],
        kinds: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data, auto_id="show-%s", label_suffix="")
        leads = _leads(actor, str((data or {}).get("lead", "")))
        first = [("", _("Everybody")), ("mine", _("Those I am named on"))]
        offer(self, "stage", [("", _("Every stage")), *stages])
        offer(self, "kind", [("", _("Every kind")), *kinds])
        offer(self, "lead", [*first, *leads])
        self.is_valid()

    @property
    def said(self) -> dict[str, str]:
        """What it is narrowed to, as an address says it."""
        found = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return {name: one for name, one in found.items() if one}

    @property
    def narrowed(self) -> dict[str, Any]:
        """The arguments of `queries.standings`, but for the level and the order."""
        said = self.said
        lead = said.get("lead", "")
        return {
            "stage": said.get("stage", ""),
            "kind": said.get("kind", ""),
            "mine": lead == "mine",
            "lead": ids.read(lead) if lead and lead != "mine" else None,
        }

    @property
    def wanted(self) -> dict[str, Any]:
        """All of them."""
        said = self.said
        level = LEVELS.get(said.get("level", ""))
        return self.narrowed | {"level": level, "order": said.get("order", "")}

    @property
    def is_narrowed(self) -> bool:
        return bool({*self.said} - {"order"})

    @property
    def query(self) -> str:
        """The rest of an address: `&stage=intake`."""
        return f"&{self.address}" if self.said else ""

    @property
    def address(self) -> str:
        return urlencode(self.said)

    def tabs(self, tally: Tally) -> list[dict[str, Any]]:
        """The same cases by how pressing they are."""
        here, others = self.said.get("level", ""), dict(self.said)
        others.pop("level", None)
        tabs: list[tuple[str, Any, int | None]] = [
            ("", pgettext_lazy("cases", "All open"), None)
        ]
        tabs += [(name, NAMES[one], one) for name, one in LEVELS.items()]
        return [
            {
                "label": label,
                "href": f"?{urlencode(others | ({'level': name} if name else {}))}",
                "here": name == here,
                "count": tally.of(level),
            }
            for name, label, level in tabs
        ]


def _leads(actor: Actor, chosen: str) -> list[tuple[str, str]]:
    """The first lawyers by name, and the one that is chosen wherever they stand."""
    rows = colleagues(actor, LAWYERS)
    found = [(one.key, one.name) for one in rows[:MOST_LEADS]]
    if len(found) == MOST_LEADS and chosen not in ("", "mine", *dict(found)):
        with suppress(ValueError):
            found += [(one.key, one.name) for one in rows.filter(pk=ids.read(chosen))]
    return found


class SaveViewForm(forms.Form):
    """What must be said to keep a view of the overview."""

    name = WordsField(
        label=_("Name of the view"),
        max_length=60,
        error_messages={"required": _("Give the view a name.")},
    )
    shared = forms.BooleanField(
        label=_("Show it to everybody who works on cases"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "view-%s")
        super().__init__(*args, **kwargs)


class MoveForm(forms.Form):
    """To which stage cases are moved. confirmed: what will happen was read."""

    stage = forms.ChoiceField(
        label=_("Move the chosen cases to"),
        error_messages={"required": _("Choose a stage.")},
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, stages: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        kwargs.setdefault("auto_id", "move-%s")
        super().__init__(*args, **kwargs)
        offer(self, "stage", [("", _("Choose a stage")), *stages])


class StayForm(forms.Form):
    """What must be said to set the usual time in one stage."""

    stage = forms.ChoiceField(
        label=_("Stage"), error_messages={"required": _("Choose a stage.")}
    )
    days = forms.IntegerField(
        label=_("Usual number of days"),
        min_value=1,
        max_value=3650,
        error_messages={"required": _("Write a number of days.")},
    )

    def __init__(
        self, *args: Any, stages: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        kwargs.setdefault("auto_id", "stay-%s")
        super().__init__(*args, **kwargs)
        offer(self, "stage", [("", _("Choose a stage")), *stages])
