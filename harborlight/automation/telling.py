"""An automation in words: "When a paper is sent back, if the stage is …, then …"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harborlight.automation.rule import DATE, EVENT, STAGE, If, Then, When
from harborlight.automation.vocabulary import (
    BILLS,
    DAYS_OF,
    HOWS,
    SIDES,
    SILENT,
    WHATS,
    Vocabulary,
    facts,
    values_of,
)
from harborlight.firm.events import KINDS
from harborlight.firm.roles import Role
from harborlight.firm.words import in_words

_PERSON = re.compile(r"\{who\}|^\{name\}")
# What was said of something that is left out itself.
_SAID_LAST = re.compile(r"(?<=…): …\.?$")


def event_words(kind: str) -> str:
    """A kind of event as a trigger: "Somebody accepted …"."""
    known = KINDS.get(kind)
    if known is None:
        return kind
    words = _PERSON.sub(_("Somebody"), str(known.sentence))
    return _SAID_LAST.sub("", words.format_map(_Dots()))


class _Dots(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def days(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def when_words(when: When | None, known: Vocabulary) -> str:
    if when is None:
        return _("It waits for nothing yet.")
    if when.on == EVENT:
        return event_words(when.kind)
    said = {"days": days(when.days)}
    if when.on == DATE:
        said |= {"side": str(SIDES[when.side]), "of": str(DAYS_OF[when.of])}
        if not when.days:
            return _("On %(of)s") % said
        return _("%(days)s %(side)s %(of)s") % said
    if when.on == STAGE:
        stage = known.stages.get(when.stage, when.stage) or _("any stage")
        said["stage"] = stage
        return _("A case stands in “%(stage)s” for %(days)s") % said
    said["whose"] = str(SILENT[when.whose])
    return _("Nothing is heard from %(whose)s for %(days)s") % said


def if_words(one: If, known: Vocabulary) -> str:
    what = str(WHATS.get(one.what, one.what))
    if one.what == "fact":
        what = facts().get(one.name, one.name)
    value = str(values_of(one.what, known, one.name).get(one.value, one.value))
    said = {"what": what, "how": HOWS.get(one.how, one.how), "value": value}
    return (_("%(what)s: %(how)s %(value)s") % said).strip()


def then_words(one: Then, known: Vocabulary) -> str:
    from_lists: Mapping[str, Any] = {
        "role": Role(one.role).label if one.role else "",
        "words": in_words(one.words) if one.words else "",
        "paper": in_words(known.papers[one.paper].title)
        if one.paper in known.papers
        else one.paper,
        "party": known.parties.get(one.party, one.party),
        "stage": known.stages.get(one.stage, one.stage),
        "bill": str(BILLS.get(one.bill, one.bill)),
        "hook": known.hooks.get(one.hook, _("a program that is told no more")),
        "days": days(one.days) if one.days else "",
    }
    return _sentence(one.do) % from_lists


def _sentence(do: str) -> str:
    return {
        "notice": _("Tell the team (%(role)s): “%(words)s”"),
        "task": _("Give %(role)s a task: “%(words)s”"),
        "request": _("Ask %(party)s for: %(paper)s"),
        "message": _("Tell the client: “%(words)s”"),
        "invoice": _("Draft an invoice: %(bill)s"),
        "stage": _("Offer to move the case to “%(stage)s”"),
        "hook": _("Tell the program %(hook)s"),
    }.get(do, do)
