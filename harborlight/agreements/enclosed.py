"""Fee agreements in the records of trust: whoever holds clients' money keeps them by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from harborlight.agreements.models import Agreement
from harborlight.bank.enclosing import File, encloses
from harborlight.bank.tables import file_name, table
from harborlight.firm.vault.stored import Held, KeyDestroyed, NotArrived, plain_of
from harborlight.trust.models import Book, Entry

HEAD = [
    "case", "version", "shape", "fee cents", "in advance cents", "accepted on",
    "accepted by", "replaced at", "words", "signed paper",
]  # fmt: skip


@encloses("agreements")
def agreements(begins: date, ends: date) -> Iterator[File]:
    """What was agreed and in force then, of cases whose clients' money was held."""
    rows = []
    for one in _in_force(begins, ends):
        name, paper = _signed(one)
        if paper is not None:
            yield name, paper
        accepted_by = one.accepted_by.full_name if one.accepted_by else ""
        fees = (one.shape, one.fee_cents, one.retainer_cents)
        when = (one.accepted_on, accepted_by, one.replaced_at or "")
        rows.append([one.case.number, one.version, *fees, *when, one.words, name])
    yield "agreements.csv", table(HEAD, rows).encode()


def _in_force(begins: date, ends: date) -> QuerySet[Agreement]:
    moved = Entry.objects.filter(
        account__case=OuterRef("case"),
        account__book=Book.CLIENT_TRUST,
        journal__on__lte=ends,
    )
    rows = Agreement.objects.filter(
        Q(replaced_at__isnull=True) | Q(replaced_at__date__gte=begins),
        Exists(moved),
        accepted_on__lte=ends,
    ).select_related("case", "accepted_by", "signed__file")
    return rows.order_by("case__number", "version", "pk")


def _signed(one: Agreement) -> tuple[str, bytes | None]:
    """Its signed paper and the name of that; or why it does not lie here."""
    if one.signed is None:
        return "it does not lie here", None
    name = file_name(one.case.number, str(one.version), one.key[-6:])
    try:
        sealed = plain_of(one.signed.file)
        paper = b"".join(sealed.pieces(0, sealed.length))
    except (Held, NotArrived):
        return "it may not be opened: see the scan for viruses", None
    except KeyDestroyed:
        return "it was erased with its case", None
    return f"agreements/{name}.{one.signed.kind}", paper
