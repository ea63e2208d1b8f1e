"""Another account at Stripe: asked for by one person, approved by another (T16, T20)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext

from harborlight.firm.acting import Happening, Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.membership import is_behind
from harborlight.firm.words import in_every_language
from harborlight.paying import events
from harborlight.paying.actions.tills import till_of
from harborlight.paying.models import Till, TillAsked

State = TillAsked.State
KEPT = (
    "called",
    "api_key",
    "secret",
    "takes_cards",
    "takes_bank",
    "is_gross",
    "is_on",
    "is_live",
)


class NotYourTill(Refused):
    """Nobody approves the account that they asked for, under whatever login."""

    rule = "T16"


class NotAskedSo(Exception):
    """It waits no more, or says something else than whoever decides has read."""

    rule = "T16"


def ask_till(
    actor: Actor,
    *,
    to: str,
    called: str,
    api_key: str,
    secret: str,
    takes_cards: bool,
    takes_bank: bool,
    is_gross: bool,
    is_on: bool,
) -> TillAsked:
    """Ask for another account, key or secret; what is there works on until it is approved.

    Empty keys: those of now, or of one's own asking, which this one replaces.
    Raises NotAskedSo while the asking of somebody else waits.
    """
    with acting(actor, events.TILL_ASKED, actor.firm) as event:
        asked = _waiting(to) or TillAsked(firm=actor.firm, to=to)
        if not asked._state.adding and not is_behind(actor, asked.asked_by_id):
            raise NotAskedSo(
                gettext(
                    "%(name)s asked for another account already. It is approved or "
                    "declined first."
                )
                % {"name": asked.asked_by.name}
            )
        before = till_of(to) if asked._state.adding else asked
        _keys_of(asked, before, api_key, secret)
        asked.called, asked.is_on, asked.is_gross = called, is_on, is_gross
        asked.takes_cards, asked.takes_bank = takes_cards, takes_bank
        asked.asked_at, asked.asked_by_id = now(), actor.account
        asked.save()
        event.made(asked)
        _tell(event, asked)
    return asked


def approve_till(actor: Actor, asked: TillAsked, *, read_at: datetime | None) -> Till:
    """Agree, as another person than who asked: from now on it takes the money.

    read_at: `asked_at` of what was read. The only attorney of a firm that waives the
    second pair of eyes approves alone: what took money before, a day later.
    Raises NotYourTill, NotAskedSo.
    """
    alone = is_behind(actor, asked.asked_by_id)
    kind = events.TILL_APPROVED_ALONE if alone else events.TILL_APPROVED
    with acting(actor, kind, asked) as event:
        _decide(actor, asked, State.APPROVED, read_at)
        there = till_of(asked.to)
        if alone:
            _may_alone(actor, asked)
        asked.alone = alone
        asked.save(update_fields=["state", "decided_at", "decided_by", "alone"])
        till = _till_for(asked, there)
        for name in KEPT:
            setattr(till, name, getattr(asked, name))
        till.changed_at, till.changed_by_id = now(), actor.user_id
        till.save()
        event.note(till)
        _tell(event, asked)
    return till


def decline_till(actor: Actor, asked: TillAsked, *, read_at: datetime | None) -> None:
    """Say no to it, or ask no more; what is there goes on. Raises NotAskedSo."""
    with acting(actor, events.TILL_DECLINED, asked) as event:
        _decide(actor, asked, State.DECLINED, read_at)
        asked.save(update_fields=["state", "decided_at", "decided_by"])
        _tell(event, asked)


def _keys_of(
    asked: TillAsked, before: Till | TillAsked | None, api_key: str, secret: str
) -> None:
    """What signs the notices of one account signs none of another's."""
    kept_key = before.api_key if before else ""
    same = before is not None and api_key in ("", kept_key)
    asked.api_key = api_key or kept_key
    asked.secret = secret or (before.secret if same and before else "")


def _waiting(to: str) -> TillAsked | None:
    rows = TillAsked.objects.select_for_update(no_key=True).filter(to=to)
    return rows.filter(state=State.ASKED).first()


def _decide(
    actor: Actor, asked: TillAsked, state: str, read_at: datetime | None
) -> None:
    """Of two who decide at once one does, and about what both have read."""
    asked.refresh_from_db(
        from_queryset=TillAsked.objects.select_for_update(no_key=True)
    )
    if asked.state != State.ASKED or asked.asked_at != read_at:
        raise NotAskedSo(
            gettext(
                "This was decided already, or asked for anew since you opened the page. "
                "Nothing was changed. Look again."
            )
        )
    asked.state, asked.decided_at, asked.decided_by_id = state, now(), actor.account


def _may_alone(actor: Actor, asked: TillAsked) -> None:
    if not actor.firm.waives_second_pair:
        raise NotYourTill(
            gettext(
                "You asked for this account yourself. Another partner or attorney approves "
                "it: two persons decide where clients’ money goes. A firm with one attorney "
                "waives the second pair of eyes under Office first."
            )
        )
    zone = ZoneInfo(actor.firm.time_zone)
    took_before = Till.objects.filter(to=asked.to).exists()
    if took_before and now() < asked.from_when:
        raise NotYourTill(
            gettext(
                "Alone you can approve another account from %(when)s on: 24 hours after it "
                "was asked for."
            )
            % {"when": date_format(asked.from_when.astimezone(zone), "DATETIME_FORMAT")}
        )


def _till_for(asked: TillAsked, there: Till | None) -> Till:
    """Another key may be of another account there: the old one stays, for what it took."""
    if there is not None and asked.api_key == there.api_key:
        return there
    if there is not None:
        there.is_on, there.removed_at = False, now()
        there.save(update_fields=["is_on", "removed_at"])
    return Till(id=asked.pk, firm_id=asked.firm_id, to=asked.to)


def _tell(event: Happening, asked: TillAsked) -> None:
    where = in_every_language(lazy(asked.get_to_display, str)())
    event.say(to=where, asker=asked.asked_by.name)
