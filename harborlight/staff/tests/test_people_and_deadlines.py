from datetime import timedelta

import pytest

from harborlight.deadlines.actions import set_deadline
from harborlight.deadlines.models import Deadline
from harborlight.firm.clock import today
from harborlight.firm.roles import Role
from harborlight.people.models import Person
from harborlight.staff.tests.desk import at, sign_in, text_of
from tests.cast import join
from tests.whole_case import begin, furnish


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada)


@pytest.fixture
def deadline(harbor, begun, ada):
    day = today(harbor.time_zone)
    return set_deadline(
        ada, begun.case, title="Call her", due_on=day, because="She asked us to."
    )


def card(person, **also):
    return {
        "family_name": person.family_name,
        "given_name": person.given_name,
        "middle_name": person.middle_name,
        "birth_date_day": "12",
        "birth_date_month": "4",
        "birth_date_year": "1988",
        "email": person.email,
        "phone": person.phone,
        "language": person.language,
    } | also


# --- People -------------------------------------------------------------------


def test_people_are_found_without_accents_and_by_address(begun, paul):
    client = sign_in(paul)
    for words in ("pena", "maria rivas", "MARIA@example"):
        page = text_of(client.get("/staff/people/", {"q": words}))
        assert "Rivas Peña, María" in page and "Haddad" not in page
    assert "Nobody is called this" in text_of(client.get("/staff/people/", {"q": "zz"}))


def test_a_card_shows_its_cases_and_is_corrected(begun, ada):
    client, person = sign_in(ada), begun.petitioner.person
    page = text_of(client.get(at("person", person.pk)))
    assert begun.case.number in page and "Correct the card" in page
    change = at("change-person", person.pk)
    assert 'value="Rivas Peña"' in text_of(client.get(change))
    answer = client.post(change, card(person, family_name="Rivas Núñez"))
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.family_name, person.folded) == ("Rivas Núñez", "rivas nunez maria")
    assert person.birth_date.isoformat() == "1988-04-12"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"family_name": ""}, "Enter the family name, as in the passport."),
        ({"family_name": "ñ" * 81}, "There is room for 80 letters; this has 81."),
        ({"birth_date_year": "2988"}, "Check the year of birth."),
        ({"email": "maria@"}, "Check the address"),
        (
            {"email": "OMAR@example.org"},
            "Somebody else the firm knows has this address.",
        ),
    ],
)
def test_a_wrong_card_comes_back_and_nothing_is_changed(begun, ada, wrong, said):
    person = begun.petitioner.person
    words = card(person, given_name="Marina", **wrong)
    answer = sign_in(ada).post(at("change-person", person.pk), words)
    page = text_of(answer)
    assert answer.status_code == 422
    assert said in page and 'value="Marina"' in page
    assert Person.objects.get(pk=person.pk).given_name == "María"


def test_finance_reads_a_card_and_does_not_change_it(begun, ben):
    client, person = sign_in(ben), begun.petitioner.person
    page = text_of(client.get(at("person", person.pk)))
    assert "Correct the card" not in page
    answer = client.post(at("change-person", person.pk), card(person, phone="1"))
    assert answer.status_code == 403


def test_a_person_of_another_firm_is_not_there(begun, rita):
    client, person = sign_in(rita), begun.petitioner.person
    for name in ("person", "change-person"):
        assert client.get(at(name, person.pk)).status_code == 404
        assert client.post(at("change-person", person.pk), {}).status_code == 404
    assert "Rivas" not in text_of(client.get("/staff/people/"))


# --- Deadlines ----------------------------------------------------------------


def test_a_deadline_is_set_and_met(harbor, begun, ada):
    client, day = sign_in(ada), today(harbor.time_zone)
    new = at("new-deadline", begun.case.pk)
    assert client.get(new).status_code == 200
    words = {"title": "Reply", "due_on": day.isoformat(), "because": "87 days."}
    assert client.post(new, words).status_code == 302
    deadline = Deadline.objects.get()
    page = text_of(client.get(at("deadline", deadline.pk)))
    assert "87 days." in page
    meet = at("meet-deadline", deadline.pk)
    client.post(meet, {"on": day.isoformat()}, follow=True)
    deadline.refresh_from_db()
    assert (deadline.met_on, deadline.met_by_id) == (day, ada.user_id)
    assert "Reply" not in text_of(client.get("/staff/deadlines/"))
    again = client.post(
        at("meet-deadline", deadline.pk), {"on": day.isoformat()}, follow=True
    )
    assert "Somebody has just met or dropped this deadline." in text_of(again)


def test_a_wrong_deadline_comes_back_with_every_word(harbor, begun, ada):
    before = today(harbor.time_zone) - timedelta(days=1)
    words = {"title": "Answer", "due_on": before.isoformat(), "because": ""}
    answer = sign_in(ada).post(at("new-deadline", begun.case.pk), words)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "This day is over." in page and 'value="Answer"' in page
    assert not Deadline.objects.exists()


def test_a_day_to_come_is_no_day_on_which_it_was_done(harbor, deadline, ada):
    later = today(harbor.time_zone) + timedelta(days=1)
    answer = sign_in(ada).post(
        at("meet-deadline", deadline.pk), {"on": later.isoformat()}
    )
    assert answer.status_code == 422
    assert "This day is still to come." in text_of(answer)


def test_only_an_attorney_drops_a_deadline_and_says_why(deadline, ada, paul):
    drop = at("drop-deadline", deadline.pk)
    assert sign_in(paul).post(drop, {"reason": "Moot."}).status_code == 403
    assert "no longer applies" not in text_of(
        sign_in(paul).get(at("deadline", deadline.pk))
    )
    assert sign_in(ada).post(drop, {"reason": ""}).status_code == 422
    assert sign_in(ada).post(drop, {"reason": "Moot."}).status_code == 302
    deadline.refresh_from_db()
    assert deadline.dropped_because == "Moot."


def test_what_is_late_stands_first_and_mine_are_those_of_my_cases(
    harbor, begun, deadline, ada, paul
):
    later = today(harbor.time_zone) + timedelta(days=9)
    set_deadline(ada, begun.case, title="Later one", due_on=later, because="So.")
    page = text_of(sign_in(ada).get("/staff/deadlines/"))
    assert page.index("Call her") < page.index("Later one")
    assert "Call her" in text_of(sign_in(paul).get("/staff/deadlines/"))
    mine = text_of(sign_in(paul).get("/staff/deadlines/?show=mine"))
    assert "Call her" not in mine and "Nothing is due" in mine


def test_finance_and_another_firm_do_not_see_deadlines(harbor, deadline, ben, rita):
    for actor in (ben, rita, join(harbor, "Nora", Role.IT)):
        client = sign_in(actor)
        assert client.get(at("deadline", deadline.pk)).status_code == 404
        assert client.post(at("meet-deadline", deadline.pk), {}).status_code == 404
        assert "Call her" not in text_of(client.get("/staff/deadlines/"))


@pytest.mark.feature("F230")
def test_whoever_may_not_do_it_is_told_before_they_typed(harbor, begun, deadline):
    person = begun.petitioner.person
    auditor = sign_in(join(harbor, "Una", Role.AUDITOR))
    assert "Correct the card" not in text_of(auditor.get(at("person", person.pk)))
    assert auditor.get(at("change-person", person.pk)).status_code == 403
    team = text_of(auditor.get(at("case-team", begun.case.pk)))
    assert "Raise the wall" not in team and "Put on the case" not in team
    for name in ("raise-wall", "put-on-team", "name-lead", "change-access"):
        answer = auditor.post(at(name, begun.case.pk), {})
        assert answer.status_code == 403
        assert "Your part in this firm does not allow it." in text_of(answer)
    assert auditor.post(at("meet-deadline", deadline.pk), {}).status_code == 403
