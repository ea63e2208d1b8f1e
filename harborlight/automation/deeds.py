"""What an automation may do: each deed, what must be said of it, and what follows from it.

One more deed is an entry here, a function of the same name in actions/doing.py, and its
sentence in telling.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Deed:
    """fields: what of a Then is said. causes: the kinds of event that follow from it."""

    label: _StrPromise | str
    fields: tuple[str, ...]
    causes: tuple[str, ...] = ()


DEEDS: dict[str, Deed] = {
    "notice": Deed(_("Tell somebody of the team"), ("role", "words")),
    "task": Deed(
        _("Give somebody of the team a task"), ("role", "words", "days"), ("task.set",)
    ),
    "request": Deed(
        _("Ask a client for a paper"),
        ("party", "paper", "days"),
        ("document.requested",),
    ),
    "message": Deed(_("Tell the client something on their page"), ("words",)),
    "invoice": Deed(
        _("Draft an invoice, for a person to issue"), ("bill",), ("invoice.drafted",)
    ),
    "stage": Deed(_("Offer a person to move the case on"), ("stage",)),
    "hook": Deed(_("Tell a program of the firm"), ("hook",)),
}

# What came of it: a code in the log.
OUTCOMES: dict[str, _StrPromise | str] = {
    "done": _("Done"),
    "nobody": _("Nobody on the case plays that part, and it has no lead"),
    "no-party": _("Nobody on the case has that part"),
    "no-paper": _("No kind of case asks for this paper any more"),
    "asked-already": _("They are asked for it already, or it is here"),
    "no-bill": _("There is nothing to charge that is not charged already"),
    "no-payer": _("Nobody on the case may be asked to pay"),
    "same-stage": _("The case stands there already, or further on"),
    "no-hook": _("The program is told no more"),
    "sensitive": _("The case is sensitive: nothing of it leaves the house"),
    "refused": _("It is not allowed in this case now"),
    "failed": _("It broke. An administrator finds why in the log of errors"),
    "chain": _("It follows from automations again and again"),
    "often": _("It acted in this case too often today"),
}

# What a try to tell a program met, where it was no status (outside/hooks.py).
MET: dict[str, _StrPromise | str] = {
    "no-address": _("nothing was found at its address"),
    "not-public": _("its address leads into a network of its own"),
    "not-https": _("its address does not begin with https://"),
    "silent": _("it did not answer"),
    "no-hook": _("it is told no more"),
}


def met_in_words(met: str) -> str:
    """In words; a status stands as it is: 503."""
    return str(MET.get(met, met))
