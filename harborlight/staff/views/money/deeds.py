"""What the page of each deed at the trust account says above its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


class Deed(NamedTuple):
    """Its title, what it means, its button and the button's icon."""

    title: Words
    intro: Words
    button: Words
    icon: str = "check"


DEEDS = {
    "put-in": Deed(
        _("Put money into trust"),
        _(
            "For money that no invoice asked for: paid in advance, or of a third person. It "
            "stays the client’s until it is spent for them, earned or given back."
        ),
        _("Put it into trust"),
        "landmark",
    ),
    "clear": Deed(
        _("It cleared"),
        _("Once the bank has the money for certain it may be spent, and not before."),
        _("It cleared"),
    ),
    "return": Deed(
        _("It does not count"),
        _(
            "For a check that came back, or a mistake. The movement is reversed once a "
            "second person agrees. Money that was spent already cannot be taken back."
        ),
        _("Ask for it"),
        "undo-2",
    ),
    "hold": Deed(
        _("Hold money back"),
        _(
            "Nobody spends what is held, also what somebody asked for already. Only an "
            "attorney releases it, with a note."
        ),
        _("Hold it"),
        "lock",
    ),
    "release": Deed(
        _("Release what is held"),
        _("After this it can be spent again. Your note stays in the history."),
        _("Release it"),
        "lock-open",
    ),
    "chargeback": Deed(
        _("A card payment was taken back"),
        _(
            "The operating account pays it and the fee; trust is not touched. All that the "
            "client has in trust is held until an attorney releases it."
        ),
        _("Write it down"),
    ),
    "house": Deed(
        _("What the bank took or gave"),
        _(
            "Charges of the bank are taken from the firm’s own money in trust, never from "
            "a client’s. A card processor’s fee is taken from the operating account."
        ),
        _("Write it down"),
    ),
    "rules": Deed(
        _("Rules of the trust account"),
        _(
            "The state of the office decides. Nobody has compared these rows with the law."
        ),
        _("Follow these rules"),
    ),
}
