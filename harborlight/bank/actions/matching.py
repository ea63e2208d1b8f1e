from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext as _

from harborlight.bank import events
from harborlight.bank.books import Movement, movements, open_movements
from harborlight.bank.matching import Open, propose
from harborlight.bank.models import BankMatch, Reconciliation
from harborlight.bank.queries import as_open, waiting_lines
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.ids import new_id
from harborlight.firm.inserting import insert_rows
from harborlight.firm.words import money
from harborlight.trust.models import BankAccount


class CannotMatch(Exception):
    """These lines and movements do not come to the same amount, or are matched already."""


class MonthSigned(Exception):
    """What a signed month rests on is not taken back."""


def match_lines(
    actor: Actor,
    account: BankAccount,
    *,
    lines: Collection[UUID],
    journals: Collection[UUID],
    reason: str = "",
) -> list[BankMatch]:
    """Say that these lines of the bank are these movements: one and one, or several of one
    side and one of the other, with a reason. Raises CannotMatch."""
    with acting(actor, events.MATCHED, account) as event:
        _hold(account)
        open_lines = _open_lines(actor, account, lines)
        moved = _open_journals(account, journals)
        _check(open_lines, moved, reason)
        pairs = _pairs(open_lines, moved)
        made = _matches(actor, pairs, reason=reason, together=new_id())
        insert_rows(made)
        event.say(account=account.called, lines=len(open_lines))
    return made


def match_certain(actor: Actor, account: BankAccount, *, on: date) -> int:
    """Match every line of which there is no doubt which movement it is; how many."""
    with acting(actor, events.MATCHED, account) as event:
        _hold(account)
        lines = as_open(waiting_lines(actor, account))
        found = propose(lines, open_movements(account, on)).values()
        certain = [one for one in found if one.certain]
        made = [
            _match(actor, one.line, one.movement, one.line.cents, "", new_id())
            for one in certain
        ]
        insert_rows(made)
        event.say(account=account.called, lines=len(made))
    return len(made)


def undo_match(
    actor: Actor, account: BankAccount, *, matches: Sequence[BankMatch]
) -> None:
    """Take back what was matched by one press. Raises MonthSigned."""
    with acting(actor, events.UNMATCHED, account) as event:
        _hold(account)
        first = min(max(one.line.on, one.journal.on) for one in matches)
        closed = Reconciliation.objects.filter(
            account=account, signed_at__isnull=False, ends_on__gte=first
        )
        if closed.exists():
            raise MonthSigned(
                _("The month is signed and closed: what it rests on stays as it is.")
            )
        rows = BankMatch.objects.filter(pk__in=[one.pk for one in matches])
        rows.filter(undone_at__isnull=True).update(
            undone_at=now(), undone_by=actor.account
        )
        amount = sum(one.cents for one in matches)
        event.say(account=account.called, amount=amount)


def _hold(account: BankAccount) -> None:
    """One at a time: nobody matches the same twice, nor while the month is signed."""
    BankAccount.objects.select_for_update(no_key=True).get(pk=account.pk)


def _open_lines(
    actor: Actor, account: BankAccount, wanted: Collection[UUID]
) -> list[Open]:
    found = as_open(waiting_lines(actor, account).filter(pk__in=wanted))
    if len(found) != len({*wanted}):
        raise CannotMatch(_("Somebody matched one of these lines meanwhile."))
    return found


def _open_journals(account: BankAccount, wanted: Collection[UUID]) -> list[Movement]:
    whole = movements(account, wanted)
    shown = BankMatch.objects.filter(
        journal__in=whole, line__account=account, undone_at__isnull=True
    )
    sums = shown.order_by().values("journal").annotate(all=Sum("cents"))
    done = dict(sums.values_list("journal", "all"))
    found = [
        Movement(m.journal, m.on, m.cents - done.get(m.journal, 0), m.memo, m.words)
        for m in whole.values()
    ]
    if len(found) != len({*wanted}) or not all(one.cents for one in found):
        raise CannotMatch(_("Somebody matched one of these movements meanwhile."))
    return found


def _check(lines: Sequence[Open], moved: Sequence[Movement], reason: str) -> None:
    if not lines or not moved:
        raise CannotMatch(_("Tick a line of the bank and a movement of the books."))
    if min(len(lines), len(moved)) > 1:
        raise CannotMatch(
            _("Several lines go with one movement, or several movements with one line: "
              "match them one after the other.")
        )  # fmt: skip
    at_bank, in_books = (sum(one.cents for one in side) for side in (lines, moved))
    if at_bank != in_books:
        raise CannotMatch(
            _("At the bank it is %(bank)s, in the books %(books)s: a difference of "
              "%(gap)s.")
            % {
                "bank": money(at_bank),
                "books": money(in_books),
                "gap": money(abs(at_bank - in_books)),
            }
        )  # fmt: skip
    if max(len(lines), len(moved)) > 1 and not reason.strip():
        raise CannotMatch(_("Say why several belong to one."))


def _pairs(
    lines: Sequence[Open], moved: Sequence[Movement]
) -> list[tuple[Open, Movement, int]]:
    """Each line with each movement, and how much of both it is: on the side of the many,
    all of it."""
    if len(moved) == 1:
        return [(line, moved[0], line.cents) for line in lines]
    return [(lines[0], movement, movement.cents) for movement in moved]


def _matches(
    actor: Actor,
    pairs: Sequence[tuple[Open, Movement, int]],
    *,
    reason: str,
    together: UUID,
) -> list[BankMatch]:
    return [
        _match(actor, line, movement, cents, reason, together)
        for line, movement, cents in pairs
    ]


def _match(
    actor: Actor,
    line: Open,
    movement: Movement,
    cents: int,
    reason: str,
    together: UUID,
) -> BankMatch:
    return BankMatch(
        firm_id=actor.firm.pk,
        together=together,
        line_id=line.line,
        journal_id=movement.journal,
        cents=cents,
        reason=reason.strip(),
        made_at=now(),
        made_by_id=actor.user_id,
    )
