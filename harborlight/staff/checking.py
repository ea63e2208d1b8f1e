"""How the preflight of a filing is shown: each finding with the form that answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from harborlight.cases.queries import reads_money
from harborlight.filings.certificates import Looked, Stands
from harborlight.filings.checking_forms import AnswerFindingForm, LiftStopForm
from harborlight.filings.events import ENVELOPE_CHOSEN, PAYMENTS_NOTED
from harborlight.filings.models import Filing
from harborlight.filings.preflight_types import Finding
from harborlight.firm.acting import may
from harborlight.firm.actor import Actor

# Where what was found is put right: the page, its name, and the findings. What nobody
# can put right at the desk, a book that is old or not compared, is answered only.
_PAGES = (
    (
        "case-forms",
        _("Forms"),
        (
            "not filled",
            "not approved",
            "signers changed",
            "nobody signs",
            "not signed",
            "old edition",
            "no edition",
            "other blank",
            "pages",
            "scan short",
            "scan long",
            "changed",
            "missing",
            "problems",
            "differs",
            "spelled",
            "unread",
            "same scan",
            "no waiver",
        ),
    ),
    ("case-answers", _("Answers"), ("unsent", "no home")),
    (
        "case-documents",
        _("Documents"),
        ("not accepted", "applies", "not translated", "stale"),
    ),
    (
        "case-packets",
        _("Packets"),
        ("no packet", "packet", "discretion"),
    ),
    (
        "envelope",
        _("How it goes out"),
        (
            "no fee",
            "no way",
            "way not taken",
            "other way",
            "not online",
            "two addresses",
        ),
    ),
    ("payment-forms", _("Payment forms"), ("payment",)),
    ("case-money", _("Money"), ("short", "over")),
)
_PAGE_OF = {code: (page, name) for page, name, codes in _PAGES for code in codes}


@dataclass(frozen=True)
class Way:
    """The page on which a finding is put right."""

    address: str
    name: str


@dataclass(frozen=True)
class Row:
    """A finding, and the form in which it is answered; none where nobody can lift it.

    way: where it is put right; none where whoever looks may not go there."""

    one: Looked
    form: forms.Form | None
    way: Way | None


@dataclass(frozen=True)
class Shown:
    """What is open stands before what is answered. gone: words that were typed to what
    is not found any more."""

    open: Sequence[Row]
    answered: Sequence[Row]
    gone: forms.Form | None

    @property
    def stops(self) -> int:
        return sum(row.one.finding.is_hard for row in self.open)


def page_of(actor: Actor, stands: Stands, answering: forms.Form | None) -> Shown:
    """answering: a form that was sent and not taken; it keeps its words."""
    filing = stands.record.filing
    rows = [
        Row(one, _form(one, answering), _way(actor, filing, one.finding))
        for one in stands.looked
    ]
    taken = any(row.form is answering for row in rows)
    return Shown(
        [row for row in rows if row.one.is_open],
        [row for row in rows if not row.one.is_open],
        None if taken else answering,
    )


def _form(one: Looked, answering: forms.Form | None) -> forms.Form | None:
    found = one.finding
    if answering is not None and answering.data.get("key") == found.key:
        return answering
    if found.is_final:
        return None
    kind = LiftStopForm if found.is_hard else AnswerFindingForm
    # Each stands many times on the page: the key tells the boxes apart.
    return kind(initial={"key": found.key}, auto_id=f"id_%s_{found.key[:12]}")


def _way(actor: Actor, filing: Filing, found: Finding) -> Way | None:
    page, name = _PAGE_OF.get(found.code, ("", ""))
    if page in ("envelope", "payment-forms"):
        kind = ENVELOPE_CHOSEN if page == "envelope" else PAYMENTS_NOTED
        of, goes = filing.pk, may(actor, kind)
    else:
        of, goes = filing.case_id, page != "case-money" or reads_money(actor)
    return (
        Way(reverse(f"staff:{page}", args=[of]), str(name)) if page and goes else None
    )
