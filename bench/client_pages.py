"""Inside a house: a page of every kind that a client opens, by who opens it.

Each kind is taken of the newest client who has one. A kind of which the firm has none
ends the run: what is not weighed cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model, QuerySet
from django.urls import reverse

from harborlight.billing.models import Invoice
from harborlight.cases.models import Party
from harborlight.documents.models import Request
from harborlight.filings.models import FilledForm, Signing
from harborlight.firm.models import Firm, Membership, User
from harborlight.firm.tenancy import inside
from harborlight.portal.asking import step_address
from harborlight.questionnaires.models import Sent
from harborlight.questionnaires.queries import standing
from tests.cast import actor_of

Found = tuple[str, User, str]


def client_pages(firm: Firm) -> Iterator[Found]:
    """Each page's name, who opens it, and its address."""
    with inside(firm):
        yield from _lists()
        asked = _newest(Request.objects.filter(withdrawn_at__isnull=True))
        yield "document", asked.person.login, address_of("document", asked)
        signing = newest_signing()
        yield "form", signing.person.login, address_of("form", signing)
        issued = Invoice.objects.filter(state=Invoice.State.ISSUED)
        invoice = _newest(issued, "payer")
        yield "invoice", invoice.payer.login, address_of("invoice", invoice)
        sent = _newest(Sent.objects.filter(state=Sent.State.OPEN))
        yield from _questions(sent)


def newest_signing() -> Signing:
    """A form that somebody reads and signs."""
    reads = Signing.objects.filter(filled__state=FilledForm.State.APPROVED)
    return _newest(reads)


def _lists() -> Iterator[Found]:
    """The pages of one client that show what there is."""
    parties = Party.objects.filter(case__stage="pending", case__closed_on__isnull=True)
    party = _newest(parties)
    client = party.person.login
    for name, page in (
        ("home", "home"),
        ("list of documents", "documents"),
        ("list of payments", "payments"),
    ):
        yield name, client, reverse(f"portal:{page}")
    yield "case", client, reverse("portal:case-of", args=[party.case.key])


def _questions(sent: Sent) -> Iterator[Found]:
    """What is asked of one person, screen by screen."""
    client = sent.person.login
    yield "home in intake", client, reverse("portal:home-of-case", args=[sent.case.key])
    yield "list of questions", client, address_of("questionnaire", sent)
    member = Membership.objects.get(user=client)
    for step in standing(actor_of(member), sent).steps:
        yield f"question screen {step.screen}", client, str(step_address(sent, step))


def _newest(rows: QuerySet, person: str = "person") -> Model:
    """The newest that belongs to somebody who can sign in."""
    found = rows.filter(**{f"{person}__login__isnull": False})
    newest = found.select_related(f"{person}__login").order_by("-case__opened_on", "pk")
    one = newest.first()
    if one is None:
        raise RuntimeError(f"No client has a {rows.model.__name__} to be weighed.")
    return one


def address_of(page: str, row: Model) -> str:
    return reverse(f"portal:{page}", args=[row.key])
