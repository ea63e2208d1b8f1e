from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.cases.queries import case_file_of, get_case_file
from harborlight.filings.actions import (
    AlreadySent,
    ChangedAgain,
    ChangedSince,
    KnownReceipt,
    NotCertified,
    NothingToCorrect,
    NotReady,
    NotSent,
    StillOpen,
    UnknownPrefix,
    attach_notice,
    look_at_changes,
    record_receipt,
    record_sent,
)
from harborlight.filings.certificates import Stands, check
from harborlight.filings.earliest import earliest_known, earliest_sent
from harborlight.filings.events import LOOKED_AT, NOTICE_ATTACHED, RECEIPT, SENT
from harborlight.filings.forms import NoticeForm, ReceiptForm, SentForm
from harborlight.filings.looking_forms import LookedForm
from harborlight.filings.models import Filing, NeededForm
from harborlight.filings.packets import Beneath, packets_of
from harborlight.filings.queries import get_filing
from harborlight.filings.since_sent import changed_since_sent, word_for
from harborlight.filings.standing import Envelope, envelope
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.ui.arrivals import Arrival


@staff_page
def sent(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    case = filing.case = case_file_of(request.actor, filing.case)
    must(request.actor, SENT)
    note_sighting(request.actor, filing)
    day = today(request.actor.firm.time_zone)
    checked, stands = _standing(request, filing, day)
    form = _sent_form(request, stands, checked, day)
    forms = [row.standing.needed for row in stands.rows]
    packets = _packets(request, filing, forms, checked)
    if form.is_valid() and _is_recorded(request, stands.filing, form):
        messages.success(request, _("Recorded. The receipt is waited for from now on."))
        return _after_it(filing, packets)
    shown = {"case": case, "one": stands, "form": form, "tab": "case-forms"}
    shown |= {"packets": packets, "stands": checked}
    status = 422 if form.is_bound else 200
    return render(request, "staff/filing/sent.html", shown, status=status)


@staff_page
def changed(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    case = get_case_file(request.actor, filing.case_id)
    must(request.actor, LOOKED_AT)
    note_sighting(request.actor, filing)
    found = changed_since_sent(request.actor, filing)
    data = request.POST if request.method == "POST" else None
    form = LookedForm(data, initial={"over": word_for(case, found)})
    if form.is_valid() and _is_looked_at(request, filing, form):
        messages.success(request, _("Written down. The history says who looked at it."))
        return redirect("staff:case-forms", case.pk)
    shown = {"case": case, "filing": filing, "changed": found, "form": form}
    status = 422 if form.is_bound else 200
    page = "staff/filing/changed.html"
    return render(request, page, {**shown, "tab": "case-forms"}, status=status)


@staff_page
def receipt(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    case = get_case_file(request.actor, filing.case_id)
    must(request.actor, RECEIPT)
    note_sighting(request.actor, filing)
    day = today(request.actor.firm.time_zone)
    data = request.POST if request.method == "POST" else None
    form = ReceiptForm(data, today=day, sent_on=filing.sent_on)
    arrival = Arrival(request, case.pk, optional=True, only_pages=True)
    if arrival.good_with(form) and _is_kept(request, filing, form, arrival):
        messages.success(request, _("Recorded. The client sees the receipt number."))
        return redirect("staff:case-forms", case.pk)
    return _shown(request, "receipt", case, filing, form, arrival)


@staff_page
def notice(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    case = get_case_file(request.actor, filing.case_id)
    must(request.actor, NOTICE_ATTACHED)
    note_sighting(request.actor, filing)
    data = request.POST if request.method == "POST" else None
    form = NoticeForm(data, initial={"over": filing.notice_seen})
    arrival = Arrival(request, case.pk, only_pages=True)
    if arrival.good_with(form) and _is_attached(request, filing, form, arrival):
        messages.success(request, _("The notice is in the file. The client sees it."))
        return redirect("staff:case-forms", case.pk)
    return _shown(request, "notice", case, filing, form, arrival)


def _shown(
    request: Request,
    page: str,
    case: Case,
    filing: Filing,
    form: ReceiptForm | NoticeForm,
    arrival: Arrival,
) -> HttpResponse:
    shown = {"case": case, "filing": filing, "form": form, "arrival": arrival}
    status = 422 if form.is_bound else 200
    page = f"staff/filing/{page}.html"
    return render(request, page, {**shown, "tab": "case-forms"}, status=status)


def _after_it(filing: Filing, packets: Sequence[Beneath]) -> HttpResponse:
    """What goes with it and is not marked as sent is asked about while it is in mind."""
    every = [packet for one in packets for packet in one.packets]
    if any(packet.sent_on is None for packet in every):
        return redirect("staff:record-sent", filing.pk)
    return redirect("staff:case-forms", filing.case_id)


def _standing(
    request: Request, filing: Filing, day: date
) -> tuple[Stands | None, Envelope]:
    """How it stands with its check, while it is here; and its forms, read with it."""
    if filing.state != Filing.State.PREPARING:
        return None, envelope(request.actor, filing, on=day)
    checked = check(request.actor, filing, on=day)
    record = checked.record
    return checked, envelope(request.actor, filing, on=day, record=record)


def _packets(
    request: Request,
    filing: Filing,
    forms: Sequence[NeededForm],
    checked: Stands | None,
) -> list[Beneath]:
    """What goes with it, as the check has read it."""
    if checked is None:
        return packets_of(request.actor, filing, forms)
    record = checked.record
    return packets_of(
        request.actor, filing, forms, persons=record.persons, rows=record.attached
    )


def _sent_form(
    request: Request, stands: Envelope, checked: Stands | None, day: date
) -> SentForm:
    actor, filing = request.actor, stands.filing
    if checked is None:
        earliest = earliest_sent(actor, filing)
    else:
        rows = checked.record.rows
        earliest = earliest_known(actor, filing, rows, checked.certificate)
    return SentForm(
        request.POST if request.method == "POST" else None,
        today=day,
        earliest=earliest,
        changed=stands.is_changed,
        still_open=bool(stands.still_open),
        initial={"on": day, "channel": stands.filing.channel},
    )


def _is_looked_at(request: Request, filing: Filing, form: LookedForm) -> bool:
    try:
        look_at_changes(request.actor, filing, **form.cleaned_data)
    except ChangedAgain as why:
        stands = changed_since_sent(request.actor, filing)
        form.ask_again(str(why), stands=word_for(filing.case, stands))
        return False
    return True


def _is_recorded(request: Request, filing: Filing, form: SentForm) -> bool:
    try:
        record_sent(request.actor, filing, **form.cleaned_data)
    except (NotReady, ChangedSince, StillOpen, NotCertified, AlreadySent) as why:
        form.add_error(None, str(why))
        return False
    return True


def _is_kept(
    request: Request, filing: Filing, form: ReceiptForm, arrival: Arrival
) -> bool:
    try:
        notice = arrival.checked_or_none
        record_receipt(request.actor, filing, notice=notice, **form.cleaned_data)
    except (KnownReceipt, NotSent, UnknownPrefix) as why:
        form.add_error("number", str(why))
        return False
    return True


def _is_attached(
    request: Request, filing: Filing, form: NoticeForm, arrival: Arrival
) -> bool:
    try:
        notice = arrival.checked
        attach_notice(request.actor, filing, notice=notice, **form.cleaned_data)
    except NotSent as why:
        form.add_error(None, str(why))
        return False
    except NothingToCorrect as why:
        now = get_filing(request.actor, filing.pk)
        form.ask_again(str(why), stands=now.notice_seen)
        return False
    return True
