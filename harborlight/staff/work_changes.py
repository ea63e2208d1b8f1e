"""What was put right of an hour or a cost: what stood there before, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harborlight.agreements.draft_words import duration
from harborlight.agreements.models import Cost, Work
from harborlight.cases.queries import reads_money
from harborlight.firm.actor import Actor
from harborlight.firm.words import money

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from harborlight.cases.queries.history import Happened


@dataclass(frozen=True)
class Changed:
    """One change. parts: what it is called, what it was, what it became."""

    at: datetime
    who: str
    parts: list[tuple[str, str, str]]


def changed(actor: Actor, happened: Iterable[Happened]) -> list[Changed]:
    """The changes that events tell of, as a page shows them to this reader: what an hour
    costs is for readers of money."""
    hidden = () if reads_money(actor) else ("rate_cents",)
    return [
        Changed(one.event.at, one.words.get("who", ""), [*_parts(one.words, hidden)])
        for one in happened
    ]


def _parts(
    words: Mapping[str, Any], hidden: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    told: Mapping[str, list[str]] = words.get("changes", {})
    for name, (before, after) in told.items():
        if name in SHOWN and name not in hidden:
            label, say = SHOWN[name]
            yield str(label), say(before), say(after)


def _plain(text: str) -> str:
    return text or "–"


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT") if text else "–"


def _minutes(text: str) -> str:
    return duration(int(text)) if text else "–"


def _cents(text: str) -> str:
    return money(int(text)) if text else "–"


def _work(text: str) -> str:
    return str(dict(Work.choices).get(text, text))


def _kind(text: str) -> str:
    return str(dict(Cost.Kind.choices).get(text, text))


def _yes(text: str) -> str:
    return _("Yes") if text == "True" else _("No")


SHOWN: dict[str, tuple[_StrPromise, Callable[[str], str]]] = {
    "on": (gettext_lazy("On which day"), _day),
    "minutes": (gettext_lazy("How long"), _minutes),
    "work": (gettext_lazy("Kind of work"), _work),
    "words": (gettext_lazy("Words"), _plain),
    "rate_cents": (gettext_lazy("An hour"), _cents),
    "billable": (gettext_lazy("It is billed"), _yes),
    "written_off_why": (gettext_lazy("Why it is not billed"), _plain),
    "kind": (gettext_lazy("What kind"), _kind),
    "estimate_cents": (gettext_lazy("Estimate"), _cents),
}
