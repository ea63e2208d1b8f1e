"""The letter to a client that there is something new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from harborlight.billing.actions import issue_invoice
from harborlight.cases.actions import change_sensitivity
from harborlight.cases.jobs import write_of_news
from harborlight.cases.models import Party
from harborlight.documents.actions import return_version, withdraw_request
from harborlight.documents.queries import asked, to_review
from harborlight.facts.models import Fact
from harborlight.firm import working
from harborlight.firm.clock import standing_at
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.sightings import note_sighting, write_sightings
from harborlight.people.models import Invitation, Person
from harborlight.staff.tests.desk import sign_in
from harborlight.tasks.actions import set_task
from harborlight.workflow.actions import bill_case
from harborlight.workflow.queries import course_of
from tests.whole_case import begin, furnish, send_papers

NOON = datetime(2026, 6, 15, 12, 4, tzinfo=UTC)
MARIA, OMAR = "maria@example.org", "omar@example.org"


def at(minutes):
    return standing_at(NOON + timedelta(minutes=minutes))


@pytest.fixture
def begun(clock, ada, maria, omar):
    """The clients have joined, and nothing is new to them."""
    with at(-180):
        furnish(clock)
        begun = begin(ada, playbook="practice-spouse")
        keep_up_in(clock.firm)
    for party, client in ((begun.petitioner, maria), (begun.beneficiary, omar)):
        party.person.login_id = client.user_id
        party.person.save()
    User.objects.filter(pk=maria.user_id).update(language="es")
    return begun


def letters(clock, minutes):
    """The letters that are written, if the schedule and a worker come by then."""
    mail.outbox.clear()
    with at(minutes):
        keep_up_in(clock.firm)
        write_of_news(clock)
        for job in working.claim():
            working.run(job)
    return {letter.to[0]: letter for letter in mail.outbox}


def bill(ada, begun, minutes=0):
    with at(minutes):
        issue_invoice(ada, bill_case(ada, begun.case, course_of(ada, begun.case)))


def test_several_things_make_one_letter_that_tells_none_of_them(
    clock, ada, paul, begun, maria
):
    with at(-60):
        send_papers(maria, begun.case)
    assert letters(clock, -1) == {}, "what she did herself is no news"
    version = to_review(paul)[0]
    with at(0):
        return_version(paul, version, reason="blurry", comment="The photo is too dark.")
    bill(ada, begun, minutes=10)
    assert letters(clock, 12) == {}, "it is gathered first"
    written = letters(clock, 26)
    assert [*written] == [MARIA]
    letter = written[MARIA]
    assert "Hola" in letter.body and "/portal/" in letter.body
    told = letter.subject + letter.body
    for secret in ("dark", "$", begun.case.number, version.document.title, "factura"):
        assert secret not in told
    assert letters(clock, 60) == {}, "it is told once"


def test_who_has_looked_meanwhile_gets_no_letter(clock, ada, begun, maria):
    bill(ada, begun)
    with at(11):
        note_sighting(maria, begun.case)
        write_sightings()
    assert letters(clock, 30) == {}


def test_a_look_before_it_happened_is_none(clock, ada, begun, maria):
    with at(-3):
        note_sighting(maria, begun.case)
        write_sightings()
    bill(ada, begun)
    assert [*letters(clock, 30)] == [MARIA]


def test_each_is_written_to_of_their_own(clock, ada, begun, omar):
    request = asked(omar, begun.case)[0].request
    with at(0):
        withdraw_request(ada, request)
    assert [*letters(clock, 30)] == [OMAR]


def test_a_past_that_is_read_late_is_no_news(clock, ada, begun):
    bill(ada, begun)
    assert letters(clock, 3 * 24 * 60) == {}
    assert not Party.objects.filter(news_at__isnull=False).exists()


def said_of_letters(begun, answer: str) -> None:
    Fact.objects.create(
        firm=begun.case.firm,
        case=begun.case,
        person=begun.petitioner.person,
        subject=str(begun.petitioner.person_id),
        name="contact.is_safe",
        plain=answer,
        source="answer",
        at=NOON,
    )


def test_no_letter_of_news_goes_where_it_is_not_safe(clock, ada, begun):
    """She said that others read her mail: what is new stands on her page alone."""
    said_of_letters(begun, "no")
    bill(ada, begun)
    assert letters(clock, 20) == {}
    assert Party.objects.get(pk=begun.petitioner.pk).news_at is None
    page = sign_in(ada).get(f"/staff/people/{begun.petitioner.person.key}/reaching/")
    assert "No e-mail goes to them" in page.content.decode()
    # Nor is she invited by e-mail, once her account is gone.
    Person.objects.filter(pk=begun.petitioner.person_id).update(login=None)
    invite = reverse("staff:invite", args=[begun.case.pk, begun.petitioner.person_id])
    page = sign_in(ada).post(invite, follow=True).content.decode()
    assert "said that e-mail is not safe, so no invitation was sent" in page
    assert not Invitation.objects.exists()


def test_of_a_sensitive_case_a_letter_goes_only_where_it_was_said_to_be_safe(
    clock, ada, begun
):
    change_sensitivity(ada, begun.case, is_sensitive=True)
    bill(ada, begun)
    assert letters(clock, 20) == {}
    said_of_letters(begun, "yes")
    with at(30):
        set_task(ada, begun.case, title="Call us", person=begun.petitioner.person)
    assert [*letters(clock, 50)] == [MARIA]
