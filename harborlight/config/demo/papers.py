"""Specimens of the papers that clients send: each says what it stands for, and that it is none."""

from __future__ import annotations

from datetime import date

from harborlight.cases.models import Case
from harborlight.documents.actions import About, Checked, receive_document
from harborlight.documents.checking import look_at
from harborlight.documents.models import Request
from harborlight.filings.queries import form_signed_on
from harborlight.firm.actor import Actor
from harborlight.firm.vault.stored import keep_bytes
from harborlight.papers.specimens import specimen


def send_paper(client: Actor, request: Request, *, about: About) -> None:
    """Send a specimen of what was asked for; it is checked like any other file.

    The scan of a signed form has as many pages as were printed.
    """
    title = request.title.get("en") or request.kind
    signed = form_signed_on(client, request)
    pages = signed.pages if signed else 1
    name = request.person.full_name
    checked = stored(client, request.case, title, name, pages=pages)
    receive_document(client, request, checked=checked, about=about)


def stored(
    actor: Actor, case: Case, title: str, name: str, *, pages: int = 1
) -> Checked:
    """A specimen, kept encrypted and looked at."""
    file = keep_bytes(actor.firm, case.pk, specimen(title, name, pages=pages))
    return look_at(file, f"{title[:60]}.pdf")


def usual(issued_on: date, country: str) -> About:
    return About(issued_on=issued_on, country=country, language="en", tags=["copy"])
