"""What is checked of the envelope: fees, how they are paid, whose money, the address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harborlight.billing.fee_words import fee_words, name_of
from harborlight.filings.costs import amounts, total
from harborlight.filings.models import Filing
from harborlight.filings.payment_forms import AMOUNT, CENTS_IN_A_DOLLAR
from harborlight.filings.payment_words import way_words
from harborlight.filings.preflight_types import Finding, Record, pack_behind
from harborlight.filings.receipts import of_their_own
from harborlight.firm.words import money
from harborlight.law.online import not_online, online_forms
from harborlight.law.payments import NotTaken, way_to_pay


def on_envelope(record: Record, on: date) -> Iterator[Finding]:
    """Everything that is found of money and address for that day."""
    yield from _together(record)
    if record.filing.channel == Filing.Channel.ONLINE:
        yield from _online(record, on)
    yield from _fees(record, on)
    yield from _held(record)
    yield from _place(record, on)
    yield from _book(record, on)


def _together(record: Record) -> Iterator[Finding]:
    """An envelope is carried by one and goes one way, whatever lies in it."""
    mine = (record.filing.channel, record.filing.carrier)
    for other in record.together:
        if (other.channel, other.carrier) != mine:
            about = (str(other.pk), *mine, other.channel, other.carrier)
            yield Finding("other way", _("Envelope"), about, {"name": other.name})


_NOT_ONLINE = {
    "paper only": gettext_lazy(
        "The agency takes it on paper only, as far as the book knows."
    ),
    "not alone": gettext_lazy("Online it goes only together with one of: %(beside)s."),
    "no waiver": gettext_lazy("With a fee waiver it goes on paper only."),
    "not this one": gettext_lazy(
        "For what is asked with it the agency takes it on paper only."
    ),
}


def _online(record: Record, on: date) -> Iterator[Finding]:
    """Forms that the agency does not take in its own account, or not like this."""
    forms = {row.needed.form for row in record.in_envelope}
    waived = record.filing.paid_from == Filing.PaidFrom.NOBODY
    for needed in of_their_own([row.needed for row in record.rows]):
        code = not_online(
            needed.form,
            beside=forms,
            circumstance=needed.circumstance,
            with_waiver=waived,
            on=on,
        )
        if code:
            row = online_forms().get(needed.form)
            said = {"beside": ", ".join(row.beside) if row else ""}
            sentence = str(_NOT_ONLINE[code]) % said
            source = f" ({row.source})" if row else ""
            where = _("Form %(form)s") % {"form": record.called(needed)}
            about = (str(needed.pk), code, needed.circumstance)
            yield Finding("not online", where, about, {"sentence": sentence + source})


def _fees(record: Record, on: date) -> Iterator[Finding]:
    for one in record.costs:
        if one.why:
            about = (str(one.needed.pk), one.needed.circumstance, str(len(one.choices)))
            where = record.fee_called(one.needed, one.needed.form)
            yield Finding("no fee", where, about, {"sentence": one.why})
    due = total(record.costs)
    if due:
        yield from _way(record.filing, due, on)
    if record.filing.paid_from == Filing.PaidFrom.NOBODY:
        forms = {row.needed.form for row in record.rows}
        yield Finding("waiver" if "I-912" in forms else "no waiver", _("Payment"))
    if record.filing.channel == Filing.Channel.PAPER and record.filing.paid_by:
        yield from _payment_forms(record)


def _way(filing: Filing, due: int, on: date) -> Iterator[Finding]:
    where = _("Payment")
    if not filing.paid_by:
        yield Finding("no way", where, (str(due),), {"due": money(due)})
        return
    try:
        way = way_to_pay(filing.paid_by, channel=filing.channel, on=on)
    except NotTaken:
        said = {"on": date_format(on, "DATE_FORMAT"), "way": way_words(filing.paid_by)}
        yield Finding("way not taken", where, (filing.paid_by, filing.channel), said)
        return
    if way.exempt:
        yield Finding("by exemption", where, (way.key,), {"form": way.form})


def _payment_forms(record: Record) -> Iterator[Finding]:
    """Each fee against the amount on its payment form, and none on top of nothing: as it
    was noted from the paper, but where a form that we filled says otherwise as that says."""
    said = {**amounts(record.payments)}
    due = {
        (one.needed.pk, row.law): row.cents for one in record.costs for row in one.paid
    }
    said |= {of: cents for of, cents in _printed(record) if cents != due.get(of)}
    for one in record.costs:
        for row in one.paid:
            says = said.pop((one.needed.pk, row.law), 0)
            if says != row.cents:
                fee = record.fee_called(one.needed, fee_words(row))
                yield _payment(fee, one.needed.pk, row.law, row.cents, says)
    forms = {row.needed.pk: row.needed for row in record.rows}
    for (pk, law), says in said.items():
        if says:
            needed = forms.get(pk)
            fee = record.fee_called(needed, needed.form) if needed else ""
            yield _payment(fee, pk, law, 0, says)


def _printed(record: Record) -> Iterator[tuple[tuple[UUID, str], int]]:
    """The amounts on payment forms that were filled here, in whole cents, by the form and
    the fee that each pays."""
    for row in record.rows:
        if row.filled is None or row.needed.pays_id is None:
            continue
        for box in record.written.get(row.filled.pk, ()):
            digits = "".join(c for c in str(box.value) if c.isdigit() or c == ".")
            if [*box.paths] == [AMOUNT] and digits:
                of = (row.needed.pays_id, row.needed.pays_law)
                yield of, round(Decimal(digits) * CENTS_IN_A_DOLLAR)


def _payment(fee: str, needed: UUID, law: str, due: int, says: int) -> Finding:
    about = (str(needed), law, str(due), str(says))
    said = {"fee": fee, "due": money(due), "says": money(says)}
    return Finding("payment", _("Payment"), about, said)


def _held(record: Record) -> Iterator[Finding]:
    """What is due against what is held in trust for that very fee."""
    due = total(record.costs)
    where = _("Trust account")
    if record.filing.paid_from != Filing.PaidFrom.TRUST:
        if due:
            yield Finding("client pays", where, (str(due),), {"due": money(due)})
        return
    for one in record.costs:
        for row in one.paid:
            held = record.set_aside.get((one.needed.pk, name_of(row.form, row.law)), 0)
            if held != row.cents:
                code = "short" if held < row.cents else "over"
                about = (str(one.needed.pk), row.law, str(row.cents), str(held))
                fee = record.fee_called(one.needed, fee_words(row))
                said = {"fee": fee, "due": money(row.cents)}
                yield Finding(code, where, about, said)


def _place(record: Record, on: date) -> Iterator[Finding]:
    place, where = record.place, _("Address")
    if place.why:
        forms = sorted(row.needed.form for row in record.rows)
        about = (place.code, record.filing.carrier, *forms)
        yield Finding(place.code, where, about, {"sentence": place.why})
    if place.row is not None and place.is_old(on):
        checked = place.row.checked_on
        said = {
            "day": date_format(checked, "DATE_FORMAT"),
            "days": str((on - checked).days),
        }
        yield Finding("old address", where, (place.row.key, str(checked)), said)


def _book(record: Record, on: date) -> Iterator[Finding]:
    """The rows that this filing rests on and that nobody has reviewed."""
    told: dict[str, None] = {}
    for one in record.costs:
        told |= {
            _("fee of %(fee)s") % {"fee": fee_words(row)}: None
            for row in one.rows
            if row.reviewed is None
        }
    for filled in record.filled:
        pack = pack_behind(filled)
        if pack is not None and pack.accepted_reviewed is None:
            edition = {"form": filled.form, "edition": f"{filled.edition:%m/%d/%y}"}
            told[_("edition %(edition)s of %(form)s") % edition] = None
    if record.place.row is not None and record.place.row.reviewed is None:
        told[_("the address")] = None
    if told:
        yield Finding("book", _("Rules"), _of_book(record), {"rows": "; ".join(told)})


def _of_book(record: Record) -> tuple[str, ...]:
    """The same in no language."""
    fees = (row.key for one in record.costs for row in one.rows)
    editions = (f"{one.form} {one.edition}" for one in record.filled)
    place = record.place.row.key if record.place.row else ""
    return (*sorted(fees), *sorted(editions), place)
