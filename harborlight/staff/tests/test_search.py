"""A case is found by whatever somebody holds in their hand: a notice, a name, a number."""

import pytest
from django.urls import reverse

from harborlight.cases.actions import close_case, raise_wall
from harborlight.facts.actions import Source, learn
from harborlight.facts.models import Fact
from harborlight.filings.models import Filing
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from harborlight.staff.tests.desk import sign_in, text_of
from tests.cast import join
from tests.whole_case import begin, furnish

A_NUMBER = "098765432"


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    found = begin(ada)
    learn(
        ada,
        found.case,
        person=found.beneficiary.person,
        values={("a_number", None): A_NUMBER},
        source=Source(Fact.Source.STAFF),
    )
    return found


def asked(desk, words):
    return desk.post(reverse("staff:search"), {"q": words})


@pytest.mark.parametrize(
    "words", ["A098765432", "a 098-765-432", "98765432", " A98765432 "]
)
def test_a_number_that_is_kept_encrypted_leads_to_its_case(begun, paul, words):
    answer = asked(sign_in(paul), words)
    assert answer.url == reverse("staff:case", args=[begun.case.pk])


def test_a_part_of_it_finds_nothing_and_says_so(begun, paul):
    page = text_of(asked(sign_in(paul), "A09876543"))
    assert "No case that you may open has this number" in page
    assert 'value="A09876543"' in page


@pytest.mark.parametrize(
    "words", ["maria@EXAMPLE.org", "(213) 555-0123", "+1 213 555 0123"]
)
def test_an_address_leads_to_the_case(begun, paul, words):
    answer = asked(sign_in(paul), words)
    assert answer.url == reverse("staff:case", args=[begun.case.pk])


def test_the_number_of_the_case_needs_no_dash(begun, paul):
    desk = sign_in(paul)
    for words in (begun.case.number, begun.case.number.replace("-", "")):
        assert asked(desk, words).url == reverse("staff:case", args=[begun.case.pk])


@pytest.mark.feature("F024", "F025")
def test_a_name_finds_cases_open_or_closed_and_people_each_by_themselves(
    begun, ada, paul
):
    close_case(ada, begun.case, on=begun.case.opened_on)
    desk = sign_in(paul)
    for words in ("rivas", "pena MARIA", "peña rivas"):
        page = text_of(desk.post(reverse("staff:search"), {"q": words}, follow=True))
        cases, people = page.index('id="cases"'), page.index('id="people"')
        assert cases < page.index(begun.case.number) < people
        assert people < page.index("Rivas Peña, María")


def test_a_receipt_number_is_found_by_its_beginning(begun, ada, paul):
    Filing.objects.filter(case=begun.case).update(receipt_number="IOE0912345678")
    page = text_of(sign_in(paul).get(reverse("staff:search"), {"q": "ioe09"}))
    assert 'id="receipts"' in page and "IOE0912345678" in page
    raise_wall(ada, begun.case, user=User.objects.get(pk=paul.user_id), reason="Kin")
    page = text_of(sign_in(paul).get(reverse("staff:search"), {"q": "ioe09"}))
    assert "IOE0912345678" not in page and "Nothing that you may open" in page


def test_who_works_with_money_finds_no_papers_and_no_receipts(begun, ben):
    Filing.objects.filter(case=begun.case).update(receipt_number="IOE0912345678")
    page = text_of(sign_in(ben).get(reverse("staff:search"), {"q": "ioe09"}))
    assert "IOE0912345678" not in page


def test_nobody_finds_a_number_whose_file_they_may_not_read(begun, ben, rita):
    for desk in (sign_in(ben), sign_in(rita)):
        assert "No case that you may open" in text_of(asked(desk, f"A{A_NUMBER}"))


def test_numbers_are_not_tried_out(begun, paul, settings):
    settings.ACCOUNT_RATE_LIMITS = {"find": "3/m/user"}
    desk = sign_in(paul)
    for last in range(3):
        assert asked(desk, f"A00000000{last}").status_code == 200
    page = asked(desk, f"A{A_NUMBER}")
    assert page.status_code == 429
    assert "Wait a few minutes, or find the case by a name" in text_of(page)


def test_who_may_not_be_shown_protected_numbers_finds_nobody_by_them(begun, harbor):
    desk = sign_in(join(harbor, "Cleo", Role.CLIENT_SERVICES))
    assert "No case that you may open" in text_of(asked(desk, f"A{A_NUMBER}"))
    assert asked(desk, begun.case.number).status_code == 302


def test_an_address_that_nobody_has_is_not_put_into_the_url(begun, paul):
    assert asked(sign_in(paul), "nobody@example.org").status_code == 200


def test_a_number_never_stands_in_an_address(begun, paul):
    desk = sign_in(paul)
    assert asked(desk, "A000000001").status_code == 200
    assert asked(desk, f"A{A_NUMBER}").url.endswith(f"{begun.case.key}/")
