"""One asking for money to leave: written down once, and decided once."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from harborlight.billing.models import Withdrawal
from harborlight.firm.acting import Happening
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language
from harborlight.trust.actions import reserve
from harborlight.trust.models import Account

State = Withdrawal.State


class AlreadyAsked(Exception):
    """The same asking was sent before; nothing was done again."""

    rule = "T8"


class NotWaiting(Exception):
    """It was decided already, or taken back."""

    rule = "T8"


def write_down(account: Account | None, actor: Actor, **about: Any) -> Withdrawal:
    """Set the money aside, and write down that it was asked for."""
    aside = about.pop("aside", False)
    if account is not None:
        about.setdefault("case_id", account.case_id)
        about.setdefault("person_id", account.person_id)
    if account is not None and not aside:
        reserve(account, cents=about["trust_cents"])
    return Withdrawal.objects.create(
        firm=actor.firm,
        account=account,
        asked_at=now(),
        asked_by_id=actor.account,
        **about,
    )


def must_be_new(once: str) -> None:
    """Asked behind a lock, so that of two at once the second one sees the first."""
    if Withdrawal.objects.filter(once=once).exists():
        raise AlreadyAsked(gettext("This was asked for already. It is asked for once."))


def decide(withdrawal: Withdrawal, actor: Actor, state: str, comment: str = "") -> None:
    """Of two who decide at once, one does."""
    asked = Withdrawal.objects.filter(pk=withdrawal.pk, state=State.ASKED)
    decided = asked.update(
        state=state, comment=comment, decided_at=now(), decided_by=actor.user_id
    )
    withdrawal.refresh_from_db()
    if not decided:
        raise NotWaiting(
            gettext("This was decided already, or taken back. Nothing was changed.")
        )


def tell(event: Happening, withdrawal: Withdrawal, **also: Any) -> None:
    """What the event says of it."""
    event.say(
        amount=withdrawal.cents,
        what=in_every_language(withdrawal.what),
        why=withdrawal.why,
        number=withdrawal.number,
        **also,
    )
