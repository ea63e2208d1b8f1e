"""What does not fit in a case, looked at and explained at the desk."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from harborlight.cases.queries import parties
from harborlight.documents.actions import About, receive_document, request_document
from harborlight.documents.models import Request
from harborlight.facts.actions import Source, add_entry, learn
from harborlight.facts.models import Explanation, Fact
from harborlight.filings.consistency import findings
from harborlight.firm.models import Event
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from tests.whole_case import begin, furnish, paper

TODAY = date(2026, 6, 15)


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada)


def say(actor, begun, entry=None, **values):
    """What the petitioner is known to have said."""
    said = {(name.replace("__", "."), None): value for name, value in values.items()}
    source = Source(Fact.Source.STAFF)
    person = begun.petitioner.person
    learn(actor, begun.case, person=person, values=said, source=source)


def an_entry(actor, begun, group, **values):
    person = begun.petitioner.person
    entry = add_entry(actor, begun.case, person=person, group=group)
    said = {
        (f"{group}[].{name.rstrip('_')}", entry.pk): value
        for name, value in values.items()
    }
    learn(
        actor, begun.case, person=person, values=said, source=Source(Fact.Source.STAFF)
    )
    return entry


def address(begun, *more, page="consistency"):
    return reverse(f"staff:{page}", args=[begun.case.pk, *more])


def codes(actor, begun):
    return [one.code for one in findings(actor, begun.case, on=TODAY) if one.is_open]


@pytest.mark.feature("F117", "F119")
def test_a_finding_says_what_where_why_and_who(paul, begun):
    an_entry(paul, begun, "addresses", street="1 Elm St", from_="2015", to="2022-03")
    an_entry(
        paul, begun, "addresses", street="2 Oak St", from_="2023-05", current="yes"
    )
    page = at_the_desk(paul).get(address(begun))
    text = words(page)
    assert "No address is told from April 1, 2022 to April 30, 2023." in text
    assert "(1 Elm St)" in text and "(2 Oak St)" in text
    assert "Forms ask for every address" in text and "INA 316(a)" in text
    assert "not reviewed by a lawyer yet" in text
    assert "Ask María Rivas Peña." in text
    answers = at_the_desk(paul).get(reverse("staff:case-answers", args=[begun.case.pk]))
    assert "1 thing among the answers does not fit" in words(answers)


@pytest.mark.feature("F117", "F119")
def test_an_explanation_counts_until_an_answer_changes(paul, begun):
    say(paul, begun, residence__date="1980")
    one = next(one for one in findings(paul, begun.case, on=TODAY) if one.is_open)
    desk, key = at_the_desk(paul), one.key(begun.case)
    page = desk.post(address(begun, key, page="explain"), {"words": ""})
    assert page.status_code == 422 and "Write why it is right." in words(page)
    said = {"words": "The card bears it so"}
    page = desk.post(address(begun, key, page="explain"), said, follow=True)
    assert "Noted." in told(page)[0]
    assert "“The card bears it so”" in words(page) and codes(paul, begun) == []
    assert Event.objects.filter(kind="facts.explained").count() == 1
    say(paul, begun, residence__date="1981")
    assert codes(paul, begun) == ["before_birth"]
    text = words(desk.get(address(begun)))
    assert "but an answer was changed since" in text and "The card bears it so" in text
    # What somebody typed is not lost when the answers changed meanwhile.
    page = desk.post(address(begun, key, page="explain"), said, follow=True)
    assert (
        "changed meanwhile" in told(page)[0] and "The card bears it so" in told(page)[1]
    )
    assert Explanation.objects.count() == 1


@pytest.mark.feature("F119")
def test_the_card_and_the_answer_are_the_same_person(paul, begun):
    say(paul, begun, name__family="Rivas", name__given="María")
    spelled = [one for one in findings(paul, begun.case, on=TODAY) if one.is_spelling]
    assert [one.code for one in spelled] == ["card_spelling"]
    say(paul, begun, name__family="Luna", name__given="Rosa", birth__date="1989-04-12")
    assert codes(paul, begun) == ["card_name", "card_birth"]
    an_entry(paul, begun, "other_names", family="Rivas Peña", given="María")
    assert codes(paul, begun) == ["card_birth"]


@pytest.mark.feature("F117")
def test_who_has_two_parts_is_one_person(paul, begun):
    say(paul, begun, ssn="123456789")
    row = next(r for r in parties(paul, begun.case) if r.part == "petitioner")
    row.pk, row.part = None, "sponsor"
    row.save(force_insert=True)
    assert codes(paul, begun) == []
    # Of two parts that of a spouse is told of, and leads to the answers.
    learn(
        paul,
        begun.case,
        person=None,
        values={("marriage.date", None): "1987-01-01"},
        source=Source("staff"),
    )
    desk = at_the_desk(paul)
    page = words(desk.get(address(begun)))
    assert "The wedding is before a spouse was born." in page
    for link in re.findall(r'href="(/staff/cases/[^"]+/answers/[^"]+)"', page):
        assert desk.get(link).status_code == 200, link


@pytest.mark.feature("F248")
def test_protected_numbers_stay_masked(paul, begun):
    say(paul, begun, ssn="123456789")
    person = begun.beneficiary.person
    values = {("ssn", None): "123456789"}
    learn(paul, begun.case, person=person, values=values, source=Source("staff"))
    page = at_the_desk(paul).get(address(begun))
    assert "Two people are said to have the same number." in words(page)
    assert "6789" in words(page) and "12345" not in words(page)


@pytest.mark.feature("F044")
def test_only_the_team_explains_and_only_the_desk_looks(harbor, paul, ben, rita, begun):
    from harborlight.firm.roles import Role
    from tests.cast import join

    say(paul, begun, residence__date="1980")
    key = findings(paul, begun.case, on=TODAY)[0].key(begun.case)
    auditor = at_the_desk(join(harbor, "Vera", Role.AUDITOR))
    page = auditor.get(address(begun))
    assert page.status_code == 200 and "It is right" not in words(page)
    refused = auditor.post(address(begun, key, page="explain"), {"words": "So"})
    assert refused.status_code == 403
    assert at_the_desk(ben).get(address(begun)).status_code == 404
    assert at_the_desk(rita).get(address(begun)).status_code == 404


@pytest.mark.feature("F117")
def test_the_page_speaks_spanish(paul, begun):
    say(paul, begun, residence__date="1980")
    desk = at_the_desk(paul)
    desk.cookies["language"] = "es"
    page = desk.get(address(begun), headers={"accept-language": "es"})
    assert page.status_code == 200


@pytest.mark.feature("F117")
def test_what_was_confirmed_from_a_paper_stays_beside_the_answer(
    harbor, paul, maria, begun, paper_of
):
    version = paper_of("birth certificate", issued_on=date(1980, 1, 1))
    person, place = begun.petitioner.person, ("birth.date", None)
    for day, kind in (("1984-03-09", Fact.Source.PAGE), ("1985-03-09", "staff")):
        source = Source(kind, version.pk if kind == Fact.Source.PAGE else None)
        learn(paul, begun.case, person=person, values={place: day}, source=source)
    found = {one.code: one for one in findings(paul, begun.case, on=TODAY)}
    differs = {place.source: place.value for place in found["paper_differs"].places}
    assert differs == {"": "1985-03-09", "paper": "1984-03-09"}
    # And the certificate cannot be older than the birth.
    early = {place.source: place.value for place in found["paper_too_early"].places}
    assert early == {"": "1985-03-09", "paper": "1980-01-01"}
    page = words(at_the_desk(paul).get(address(begun)))
    assert "A certificate bears a day before what it certifies." in page


@pytest.fixture
def paper_of(harbor, ada, maria, begun):
    """A paper of the petitioner that came, with the day that it bears."""
    person = begun.petitioner.person
    person.login_id = maria.user_id
    person.save()

    def sent(kind, *, issued_on):
        asked = request_document(
            ada, begun.case, person=person, kind=kind, title={"en": kind.capitalize()},
            need=Request.Need.REQUIRED,
        )  # fmt: skip
        checked = paper(harbor, begun.case.pk)
        about = About(issued_on=issued_on)
        return receive_document(maria, asked, checked=checked, about=about)

    return sent
