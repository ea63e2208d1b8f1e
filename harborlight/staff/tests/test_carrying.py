"""What one case knows of somebody is offered to another, and never out of a closed one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harborlight.cases.actions import (
    change_access,
    change_sensitivity,
    put_on_team,
    raise_wall,
)
from harborlight.cases.queries import parties
from harborlight.config.demo.checking import certify
from harborlight.facts.actions import Source, add_entry, learn
from harborlight.facts.carrying import offers
from harborlight.facts.models import Fact
from harborlight.facts.queries import sheet
from harborlight.filings.actions import approve_form, fill_forms, record_sent
from harborlight.filings.consistency import findings
from harborlight.filings.queries import filings
from harborlight.firm.clock import today
from harborlight.firm.models import Event, User
from harborlight.firm.roles import Role
from harborlight.firm.vault.events import words_of
from harborlight.staff.tests.at_the_desk import at_the_desk, joined, told, words
from harborlight.workflow.actions import begin_case
from harborlight.workflow.queries import get_playbook
from tests.cast import join
from tests.questions import MOST, questions
from tests.whole_case import (
    MARIA,
    OMAR,
    Begun,
    accept_papers,
    begin,
    furnish,
    send_papers,
)

TODAY = date(2026, 6, 15)
SAFE = "7 Refuge Lane"
YVES = replace(OMAR, family_name="Martin", given_name="Yves", email="yves@example.org")


@pytest.fixture
def first(clock, ada):
    furnish(clock)
    return begin(ada, playbook="practice-spouse")


@pytest.fixture
def second(ada, first):
    """Another case of the petitioner of the first one."""
    case = begin_case(
        ada,
        get_playbook(ada, "practice-spouse"),
        newcomers={"petitioner": MARIA, "beneficiary": YVES},
        lead=User.objects.get(pk=ada.user_id),
        known={"petitioner": first.petitioner.person},
    )
    found = {party.part: party for party in parties(ada, case)}
    return Begun(case, found["petitioner"], found["beneficiary"])


def told_there(actor, begun, **values):
    person, source = begun.petitioner.person, Source(Fact.Source.STAFF, language="es")
    said = {(name.replace("__", "."), None): value for name, value in values.items()}
    learn(actor, begun.case, person=person, values=said, source=source)


def a_home(actor, begun, street, **more):
    person = begun.petitioner.person
    entry = add_entry(actor, begun.case, person=person, group="addresses")
    values = {"street": street, "city": "Austin", "current": "yes", **more}
    said = {
        (f"addresses[].{name.rstrip('_')}", entry.pk): one
        for name, one in values.items()
    }
    source = Source(Fact.Source.STAFF)
    learn(actor, begun.case, person=person, values=said, source=source)
    return entry


def at(name, begun, *more):
    return reverse(f"staff:{name}", args=[begun.case.pk, *more])


def offered(actor, begun):
    return offers(actor, begun.case, [begun.petitioner.person])


@pytest.mark.feature("F072", "F073")
def test_what_another_case_knows_is_confirmed_and_says_where_it_is_from(
    paul, first, second
):
    told_there(paul, first, birth__city="San Salvador", ssn="123456789")
    a_home(paul, first, "1 Elm Street", from_="2020-01")
    desk = at_the_desk(paul)
    assert "Known from other cases" in words(desk.get(at("case-answers", second)))
    page = words(desk.get(at("known-elsewhere", second)))
    assert "San Salvador" in page and "1 Elm Street" in page
    assert f"case {first.case.number}" in page
    assert "6789" in page and "123456789" not in page
    keys = re.findall(r'name="offer" value="([^"]+)"', page)
    assert len(keys) == len(offered(paul, second)) == 3
    page = desk.post(at("take-known", second), {"offer": keys}, follow=True)
    assert told(page) == ["Confirmed: 6 answers."]
    known = sheet(paul, second.case, second.petitioner.person)
    fact = known.values["birth.city", None]
    assert (fact.value, fact.source) == ("San Salvador", Fact.Source.CASE)
    assert (fact.source_id, fact.by_id) == (first.case.pk, paul.user_id)
    assert known.get("ssn") == "123456789"
    assert known.plain()["addresses"][0]["street"] == "1 Elm Street"
    one = at("answer", second, second.petitioner.person_id, "birth.city")
    page = words(desk.get(one))
    assert "Confirmed by Paul" in page and first.case.number in page
    assert Event.objects.filter(kind="facts.taken-over").count() == 1
    assert offered(paul, second) == []
    assert "Nothing more is known" in words(desk.get(at("known-elsewhere", second)))


@pytest.mark.feature("F073")
def test_what_a_helper_wrote_is_offered_only_once_it_is_the_clients_own(
    paul, first, second
):
    for source in (Fact.Source.HELPER, Fact.Source.ANSWER):
        learn(
            paul,
            first.case,
            person=first.petitioner.person,
            values={("birth.city", None): f"Ilopango, {source}"},
            source=Source(source, reason="Rosa"),
        )
        said = [fact.value for one in offered(paul, second) for fact in one.facts]
        is_their_own = source == Fact.Source.ANSWER
        assert said == (["Ilopango, answer"] if is_their_own else [])


@pytest.mark.feature("F073")
def test_one_by_one_and_never_over_what_was_not_seen(paul, first, second):
    told_there(paul, first, birth__city="Soyapango", sex="female")
    told_there(paul, second, birth__city="San Salvador")
    desk = at_the_desk(paul)
    page = words(desk.get(at("known-elsewhere", second)))
    assert "Answered here: San Salvador" in page
    page = desk.post(at("take-known", second), follow=True)
    assert told(page) == ["Nothing was chosen, so nothing was taken over."]
    assert sheet(paul, second.case, second.petitioner.person).get("sex") == ""
    keys = {one.facts[0].name: one.key for one in offered(paul, second)}
    told_there(paul, second, birth__city="Santa Ana")
    said = {"offer": [keys["birth.city"], keys["sex"]]}
    page = desk.post(at("take-known", second), said, follow=True)
    assert "left out" in told(page)[0] and told(page)[1] == "Confirmed: 1 answer."
    known = sheet(paul, second.case, second.petitioner.person)
    assert known.get("birth.city") == "Santa Ana" and known.get("sex") == "female"


@pytest.mark.feature("F073")
def test_all_that_is_new_is_confirmed_together_and_nothing_is_replaced(
    paul, first, second
):
    told_there(paul, first, birth__city="Soyapango", sex="female", race="white")
    told_there(paul, second, birth__city="San Salvador")
    desk = at_the_desk(paul)
    page = words(desk.get(at("known-elsewhere", second)))
    seen = re.findall(r'name="seen" value="([^"]+)"', page)
    told_there(paul, first, height="64")  # it was not on the page
    desk.post(at("take-known", second), {"seen": seen, "all": "1"})
    known = sheet(paul, second.case, second.petitioner.person)
    assert (known.get("sex"), known.get("race")) == ("female", "white")
    assert (known.get("height"), known.get("birth.city")) == ("", "San Salvador")


def _closed(how, ada, pat, first, harbor):
    if how == "sensitive":
        change_sensitivity(ada, first.case, is_sensitive=True)
    elif how == "team":
        change_access(ada, first.case, access="team")
    else:
        other = join(harbor, "Walter", Role.PARALEGAL)
        user = User.objects.get(pk=other.user_id)
        raise_wall(ada, first.case, user=user, reason="Knows him")


@pytest.mark.feature("F044", "F072")
@pytest.mark.parametrize("how", ["sensitive", "team", "walled"])
def test_a_victims_new_address_stays_in_her_own_case(
    harbor, ada, pat, paul, first, second, how
):
    """Ada works on both; in the petition of whom she fled nothing of it is seen."""
    a_home(ada, first, SAFE, from_="2026-01")
    told_there(ada, first, birth__city="Refugio", name__family="Secreta")
    user = User.objects.get(pk=paul.user_id)
    put_on_team(ada, first.case, user=user, part=Role.PARALEGAL)
    _closed(how, ada, pat, first, harbor)
    told_there(ada, second, birth__city="San Salvador")
    person = second.petitioner.person_id
    pages = [
        at("case-answers", second),
        at("answers-of", second, person),
        at("answer", second, person, "birth.city"),
        at("known-elsewhere", second),
        at("consistency", second),
        at("case-forms", second),
        at("case-documents", second),
        at("case-activity", second),
        at("case-packets", second),
        at("case", second),
    ]
    for actor in (ada, paul):
        desk = at_the_desk(actor)
        for page in pages:
            text = words(desk.get(page))
            for secret in (SAFE, "Refugio", "Secreta", first.case.number):
                assert secret not in text, (page, secret)
            assert str(first.case.pk) not in text and "other cases know" not in text
        assert "Known from other cases</a>" not in words(desk.get(pages[0]))
        assert offered(actor, second) == []
    _log_is_silent(harbor, second, [SAFE, "Refugio", "Secreta", first.case.number])


def _log_is_silent(harbor, begun, secrets):
    events = [*Event.objects.filter(case_id=begun.case.pk)]
    said = str(words_of(harbor, events).values())
    assert not [secret for secret in secrets if secret in said]


@pytest.mark.feature("F044", "F072")
def test_where_an_answer_came_from_is_told_no_more_once_that_case_is_closed(
    harbor, ada, first, second
):
    told_there(ada, first, birth__city="San Salvador")
    desk, (offer,) = at_the_desk(ada), offered(ada, second)
    desk.post(at("take-known", second), {"offer": [offer.key]})
    one = at("answer", second, second.petitioner.person_id, "birth.city")
    assert first.case.number in words(desk.get(one))
    change_sensitivity(ada, first.case, is_sensitive=True)
    for page in (one, at("case-answers", second), at("case-activity", second)):
        text = words(desk.get(page))
        assert first.case.number not in text and "another case" not in text
    _log_is_silent(harbor, second, [first.case.number, str(first.case.pk)])


@pytest.mark.feature("F072")
def test_an_offer_of_a_case_that_was_closed_meanwhile_is_not_taken(ada, first, second):
    a_home(ada, first, SAFE)
    (offer,) = offered(ada, second)
    change_sensitivity(ada, first.case, is_sensitive=True)
    at_the_desk(ada).post(at("take-known", second), {"offer": [offer.key]})
    assert sheet(ada, second.case, second.petitioner.person).entries == {}


@pytest.mark.feature("F117", "F119")
def test_what_we_filed_before_is_compared_and_stays_as_it_was_filed(
    ada, paul, maria, omar, first, second
):
    joined(first, petitioner=maria, beneficiary=omar)
    told_there(paul, first, name__family="Rivas Peña", birth__date="1988-04-12")
    filing = filings(ada, first.case).get()
    for one in fill_forms(paul, filing):
        approve_form(ada, one, despite_open=True)
    for client in (maria, omar):
        send_papers(client, first.case)
    accept_papers(paul, first.case)
    day = today(first.case.firm.time_zone)
    certify(paul, ada, filing, on=day)
    record_sent(paul, filing, on=day, channel="paper", despite_open=True)
    told_there(paul, second, name__family="Rivas", birth__date="1989-04-12")
    # What the other case is told later is not what it filed.
    told_there(paul, first, birth__date="1989-04-12")
    found = {one.code: one for one in findings(paul, second.case, on=TODAY)}
    assert "1988" in str(found["filed_differs"].places)
    assert first.case.number in found["filed_differs"].what
    desk = at_the_desk(paul)
    for name in ("consistency", "known-elsewhere", "case-answers"):
        with CaptureQueriesContext(connection) as queries:
            desk.get(at(name, second))
        asked = questions(queries.captured_queries)
        # What does not fit asks one thing more where something was filed elsewhere: what
        # those forms told, which no other page of the case reads.
        most = MOST + (name == "consistency")
        assert len(asked) <= most, "\n".join(asked)
    page = words(desk.get(at("consistency", second)))
    assert "We filed another answer before" in page and "April 12, 1988" in page
    change_sensitivity(ada, first.case, is_sensitive=True)
    left = [one.code for one in findings(paul, second.case, on=TODAY)]
    assert not [code for code in left if code.startswith("filed")]
