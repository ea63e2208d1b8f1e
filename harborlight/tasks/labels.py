"""What stands in a task as a code, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from harborlight.cases.gates import SEND
from harborlight.firm.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise

    from harborlight.tasks.models import Task

# What a person may let a task hold back.
GATES: Mapping[str, _StrPromise] = {
    "": gettext_lazy("Nothing"),
    SEND: gettext_lazy("Sending to the government"),
}


def because(task: Task) -> str:
    """Why it is whose it is: `Paralegal on the team; speaks Spanish; 3 open`."""
    return reasons(task.given_because)


def reasons(because: Iterable[Iterable[Any]]) -> str:
    return "; ".join(filter(None, map(_said, because)))


def _said(one: Iterable[Any]) -> str:
    code, value = one
    return _WORDS[code](str(value)) if code in _WORDS else ""


def part(role: str) -> str:
    return str(dict(Role.choices).get(role, role))


def _language(code: str) -> str:
    return str(dict(settings.LANGUAGES).get(code, code))


_WORDS: Mapping[str, Callable[[str], str]] = {
    "rule": lambda n: _("rule %(n)s of the firm") % {"n": n},
    "seat": lambda role: _("%(part)s on the team of the case") % {"part": part(role)},
    "part": lambda role: _("%(part)s of the firm") % {"part": part(role)},
    "lead": lambda _none: _("leads the case"),
    "speaks": lambda code: _("speaks %(language)s") % {"language": _language(code)},
    "least": lambda n: (
        ngettext("%(n)s open task", "%(n)s open tasks", int(n)) % {"n": n}
    ),
    "away": lambda name: _("stands in for %(name)s") % {"name": name},
    "nobody": lambda role: _("no %(part)s can take it now") % {"part": part(role)},
    "given": lambda name: _("given by %(name)s") % {"name": name},
    "taken": lambda _none: _("took it on"),
}


def holds_back(gate: str) -> str:
    """What waits until it is accepted."""
    if gate in GATES:
        return str(GATES[gate])
    return _("The next stage of the case")
