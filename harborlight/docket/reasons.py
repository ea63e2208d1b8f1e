"""Why a case is pressing, in words: codes of weighing.LEVELS, for whoever works on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from harborlight.docket.weighing import Level

NAMES = {
    Level.LATE: gettext_lazy("Late"),
    Level.STUCK: gettext_lazy("Stuck"),
    Level.AT_RISK: gettext_lazy("At risk"),
    Level.CALM: gettext_lazy("On course"),
}
TONES = {
    Level.LATE: "danger",
    Level.STUCK: "warn",
    Level.AT_RISK: "info",
    Level.CALM: "ok",
}


@dataclass(frozen=True)
class Said:
    """One reason as a row shows it."""

    code: str
    words: str


def said(kept: Sequence[Sequence[object]], today: date) -> list[Said]:
    """The reasons of a Standing, in the reader's language; one of no known code is left out."""
    found = []
    for code, day, count in kept:
        words = _in_words(
            str(code), date.fromisoformat(str(day)), int(str(count)), today
        )
        if words:
            found.append(Said(str(code), words))
    return found


def _in_words(code: str, day: date, count: int, today: date) -> str:
    shown = date_format(day, "SHORT_DATE_FORMAT")
    days = abs((today - day).days)
    if code in _WITH_COUNT:
        return _WITH_COUNT[code](count) % {"n": count, "day": shown}
    words = _OF_A_DAY.get(code)
    if words is None:
        return ""
    return words(days) % {"n": days, "day": shown}


_OF_A_DAY = {
    "deadline-late": lambda days: ngettext(
        "A deadline passed %(n)s day ago: %(day)s",
        "A deadline passed %(n)s days ago: %(day)s",
        days,
    ),
    "deadline-near": lambda days: _("The next deadline is on %(day)s"),
    "stuck": lambda days: ngettext(
        "In this stage for %(n)s day, longer than usual",
        "In this stage for %(n)s days, longer than usual",
        days,
    ),
    "no-receipt": lambda days: ngettext(
        "Sent %(n)s day ago, and no receipt came",
        "Sent %(n)s days ago, and no receipt came",
        days,
    ),
    "unreached": lambda days: _("The agency could not be asked since %(day)s"),
}
_WITH_COUNT = {
    "papers-late": lambda count: ngettext(
        "The client owes %(n)s paper, due since %(day)s",
        "The client owes %(n)s papers, the first due since %(day)s",
        count,
    ),
    "answers-late": lambda count: ngettext(
        "Questions wait for answers that were due on %(day)s",
        "%(n)s sets of questions wait for answers, the first due on %(day)s",
        count,
    ),
    "unseen": lambda count: ngettext(
        "%(n)s paper waits for our look since %(day)s",
        "%(n)s papers wait for our look, the first since %(day)s",
        count,
    ),
    "unread": lambda count: ngettext(
        "The client wrote on %(day)s, and nobody answered",
        "Clients wrote %(n)s times, first on %(day)s, and nobody answered",
        count,
    ),
    "changed": lambda count: ngettext(
        "An answer changed after %(n)s form was sent",
        "Answers changed after %(n)s forms were sent",
        count,
    ),
}
