"""Whom a conflict check finds: everybody the firm knows, from wherever it knows them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harborlight.cases.actions import change_access
from harborlight.cases.queries import cases, found_by
from harborlight.facts.actions import Source, add_entry, learn, remove_entry
from harborlight.facts.models import Fact
from harborlight.firm.actions import add_member, end_membership, keep_credentials
from harborlight.firm.models import Membership, User
from harborlight.firm.roles import Role
from harborlight.people.actions import add_person
from harborlight.people.conflicts import Asked
from harborlight.people.models import ConflictCheck
from harborlight.staff.tests.desk import sign_in, text_of
from harborlight.staff.tests.test_opening import NEW, checked, said
from harborlight.workflow.actions import Newcomer, begin_case, check_everybody
from harborlight.workflow.models import HandedOver
from harborlight.workflow.queries import get_playbook
from tests.cast import join
from tests.questions import questions
from tests.whole_case import MARIA, begin, furnish

BY_STAFF = Source(Fact.Source.STAFF)
LEYLA = Newcomer("Aydin", "Leyla", date(1991, 2, 3), "leyla@example.org", "en")
RUBEN = {"family": "Ayala Núñez", "given": "Rubén"}
# Nobody in the case of before has a name like these.
STRANGERS = {
    "petitioner-family_name": "Ayala Nunez",
    "petitioner-given_name": "Ruben",
    "petitioner-email": "ruben@example.org",
    "petitioner-phone": "",
    "beneficiary-family_name": "Oyelaran",
    "beneficiary-given_name": "Titilayo",
    "beneficiary-birth_date_year": "1979",
    "beneficiary-email": "titi@example.org",
}


@pytest.fixture
def before(clock, ada):
    furnish(clock)
    return begin(ada)


def tell(actor, begun, group, *, case=None, **parts):
    """What somebody says of one of several: of a former spouse, a parent."""
    person, case = begun.petitioner.person, case or begun.case
    entry = add_entry(actor, case, person=person, group=group)
    values = {(f"{group}[].{name}", entry.pk): said for name, said in parts.items()}
    learn(actor, case, person=person, values=values, source=BY_STAFF)
    return entry


def check_strangers(actor, lead=None, language="en", **also):
    """The page that says whom the check of two strangers found."""
    words = said(lead or actor, **STRANGERS) | also | {"step": "check"}
    header = {"accept-language": language}
    return text_of(sign_in(actor).post(NEW, words, headers=header))


@pytest.mark.feature("F033")
@pytest.mark.parametrize(
    ("group", "is_theirs"),
    [
        ("former_spouses", "Former spouse of María Rivas Peña"),
        ("parents", "Parent of María Rivas Peña"),
        ("children", "Child of María Rivas Peña"),
        ("other_names", "Another name of María Rivas Peña"),
    ],
)
def test_a_name_that_stands_in_answers_only_is_found(before, ada, group, is_theirs):
    tell(ada, before, group, **RUBEN)
    page = check_strangers(ada)
    assert "1 match to look at" in page and "Rubén Ayala Núñez" in page
    assert is_theirs in page and before.case.number in page


def test_a_slip_in_the_name_and_another_order_are_found(before, ada):
    tell(ada, before, "former_spouses", family="Ayalla", given="Rubén")
    swapped = {"petitioner-family_name": "Ruben", "petitioner-given_name": "Ayala"}
    assert "Former spouse of" in check_strangers(ada, **swapped)


def test_a_father_of_another_given_name_is_found_by_the_birth_date_only(before, ada):
    born = said(ada)
    day = date(
        *(int(born[f"petitioner-birth_date_{one}"]) for one in ("year", "month", "day"))
    )
    names = {"family": "Ayala Núñez", "given": "Rubenciano Fidel"}
    entry = tell(ada, before, "parents", **names)
    assert "Nobody found" in check_strangers(ada)
    learn(
        ada,
        before.case,
        person=before.petitioner.person,
        values={("parents[].birth_date", entry.pk): day.isoformat()},
        source=BY_STAFF,
    )
    page = check_strangers(ada)
    assert "Parent of" in page and "Name and birth date" in page


def test_what_was_taken_back_or_never_known_is_not_found(before, ada):
    remove_entry(ada, tell(ada, before, "former_spouses", **RUBEN))
    tell(ada, before, "parents", family="unknown", given="none")
    unknown = {"petitioner-family_name": "Unknown", "petitioner-given_name": "None"}
    assert "Nobody found" in check_strangers(ada)
    assert "Nobody found" in check_strangers(ada, **unknown)


def test_a_legal_name_that_the_card_does_not_say_is_found_and_may_be_the_same(
    before, ada
):
    values = {("name.family", None): "Ayala Núñez", ("name.given", None): "Rubén"}
    person = before.petitioner.person
    learn(ada, before.case, person=person, values=values, source=BY_STAFF)
    page = check_strangers(ada)
    assert "The name that María Rivas Peña gave in the answers" in page
    # Is it somebody we know? Their card is offered, a former spouse's is not.
    assert f'value="{person.pk}"' in page


def test_a_former_spouse_is_never_taken_for_the_one_who_named_them(before, ada):
    tell(ada, before, "former_spouses", **RUBEN)
    assert f'value="{before.petitioner.person_id}"' not in check_strangers(ada)


def test_a_name_in_two_cases_of_somebody_is_said_once_with_both(before, ada):
    person, course = before.petitioner.person, get_playbook(ada, "i130-spouse")
    newcomers = {"petitioner": MARIA, "beneficiary": LEYLA}
    lead, known = User.objects.get(pk=ada.user_id), {"petitioner": person}
    second = begin_case(ada, course, newcomers=newcomers, lead=lead, known=known)
    for case in (before.case, second):
        tell(ada, before, "former_spouses", case=case, **RUBEN)
    page = check_strangers(ada)
    assert "1 match to look at" in page
    assert before.case.number in page and second.number in page


@pytest.mark.feature("F033")
def test_of_a_closed_case_it_says_that_there_is_somebody_and_never_who(
    before, ada, paul
):
    tell(ada, before, "former_spouses", **RUBEN)
    change_access(ada, before.case, access="team")
    page = check_strangers(paul, lead=ada)
    assert "Somebody in a case you may not open" in page
    assert "Rubén" not in page and "María Rivas" not in page
    assert before.case.number not in page and "Former spouse" not in page


@pytest.mark.feature("F033")
def test_somebody_the_firm_did_not_take_on_is_found_again(before, ada, paul):
    tell(ada, before, "former_spouses", **RUBEN)
    client = sign_in(ada)
    words = checked(client, said(ada, **STRANGERS)) | {"step": "open"}
    client.post(NEW, words | {"decision": "conflict", "reason": "We sued him."})
    assert cases(ada).count() == 1
    page = check_strangers(ada)
    assert "The firm did not take the case" in page and "We sued him." in page
    assert "Titilayo Oyelaran" in page
    page = check_strangers(paul, lead=ada)
    assert "The firm did not take the case" in page and "We sued him." not in page


def test_somebody_who_waits_for_a_lawyer_is_found_by_others(before, ada, paul):
    tell(ada, before, "former_spouses", **RUBEN)
    words = checked(sign_in(paul), said(ada, **STRANGERS))
    sign_in(paul).post(NEW, words | {"step": "hand"})
    assert "Waits for a lawyer's decision (Paul asked" in check_strangers(ada)
    # Whoever decides on it does not find the very case they decide on.
    key = HandedOver.objects.get().key
    assert "Waits for a lawyer" not in check_strangers(ada, handed=key)


def test_the_check_says_in_both_languages_what_was_compared(before, ada):
    tell(ada, before, "former_spouses", **RUBEN)
    assert "So were the names in everybody" in check_strangers(ada)
    page = check_strangers(ada, language="es")
    assert "Cónyuge anterior de María Rivas Peña" in page


# --- Those who work here -------------------------------------------------------


@pytest.mark.feature("F033")
@pytest.mark.parametrize(
    ("role", "english", "spanish"),
    [
        (Role.PARALEGAL, "Works here: Paralegal", "Trabaja aquí: Asistente legal"),
        (
            Role.OUTSIDE_COUNSEL,
            "Works with the firm: Outside counsel",
            "Trabaja con el despacho: Asesoría legal externa",
        ),
        (
            Role.HR_LIAISON,
            "Has an account with the firm: HR liaison",
            "Tiene una cuenta en el despacho: Enlace de recursos humanos",
        ),
    ],
)
def test_whoever_has_an_account_here_and_no_card_is_found(
    before, harbor, ada, role, english, spanish
):
    join(harbor, "Rubén Ayala Núñez", role)
    page = check_strangers(ada)
    assert "1 match to look at" in page and "Rubén Ayala Núñez" in page
    assert english in page and "In no case" not in page
    assert "those who work or worked here" in page
    page = check_strangers(ada, language="es")
    assert spanish in page


def test_somebody_with_several_parts_is_said_once_with_all_of_them(
    before, harbor, clock, ada
):
    ruben = join(harbor, "Rubén Ayala Núñez", Role.ATTORNEY)
    user = User.objects.get(pk=ruben.user_id)
    add_member(clock, user, role=Role.FINANCE)
    add_member(clock, user, role=Role.CLIENT)
    page = check_strangers(ada)
    assert "1 match to look at" in page and "Works here: Attorney, Finance" in page


def test_whoever_worked_here_once_is_found_as_such(before, harbor, ada, pat):
    ruben = join(harbor, "Rubén Ayala Núñez", Role.PARALEGAL)
    end_membership(pat, Membership.objects.get(user=ruben.user_id))
    page = check_strangers(ada)
    assert "Was with the firm before: Paralegal" in page and "Works here" not in page


def test_whoever_works_here_is_found_by_the_email_whatever_the_name(
    before, harbor, ada
):
    ruben = join(harbor, "Ruby", Role.PARALEGAL)
    User.objects.filter(pk=ruben.user_id).update(email="ruben@example.org")
    page = check_strangers(ada)
    assert "Ruby" in page and "Same email" in page and "Works here" in page


def test_an_attorney_is_found_by_the_name_that_forms_are_signed_with(
    before, harbor, ada
):
    ruben = join(harbor, "Ruby", Role.ATTORNEY)
    keep_credentials(
        ruben,
        User.objects.get(pk=ruben.user_id),
        given_name="Rubén",
        family_name="Ayala Núñez",
        licensing_authority="New York",
    )
    page = check_strangers(ada)
    assert "1 match to look at" in page and "Rubén Ayala Núñez" in page
    assert "Works here: Attorney" in page


def test_a_shared_family_name_says_nothing_of_who_works_here(before, harbor, ada):
    for name in ("Teresa Ayala", "Ayala", "Teresa Ayala Núñez", "Titi Oyelaran Cole"):
        join(harbor, name, Role.PARALEGAL)
    User.objects.filter(pk=ada.user_id).update(name="Ada Ayala")
    assert "Nobody found" in check_strangers(ada)


def test_whoever_checks_their_own_name_is_told_so(before, ada):
    User.objects.filter(pk=ada.user_id).update(name="Rubén Ayala Núñez")
    assert "Works here: Attorney" in check_strangers(ada)


def test_whoever_works_here_is_never_taken_for_a_card_and_a_lawyer_decides(
    before, harbor, ada, paul
):
    join(harbor, "Rubén Ayala Núñez", Role.PARALEGAL)
    assert "Is it somebody we know?" not in check_strangers(ada)
    assert "Hand it to a lawyer" in check_strangers(paul, lead=ada)


def test_whoever_works_at_another_firm_is_nobody_here(before, rival, ada):
    join(rival, "Rubén Ayala Núñez", Role.PARALEGAL)
    assert "Nobody found" in check_strangers(ada)


def test_a_client_is_found_by_their_card_alone(before, harbor, ada):
    join(harbor, "Rubén Ayala Núñez", Role.CLIENT)
    assert "Nobody found" in check_strangers(ada)


def test_a_check_asks_as_often_for_thirty_who_work_here(before, harbor, ada):
    asked = [Asked("Rubén Ayala Núñez", date(1980, 3, 3))]

    def how_often():
        with CaptureQueriesContext(connection) as queries:
            check_everybody(ada, asked)
        return len(questions(queries.captured_queries))

    few = how_often()
    for number in range(30):
        join(harbor, "Rubén Ayala Núñez", Role.PARALEGAL, at=f"{number}.example")
    assert how_often() == few


# --- What attackers found -----------------------------------------------------


def card(actor, given, family, born=date(1970, 1, 1), **also):
    return add_person(
        actor, given_name=given, family_name=family, birth_date=born, **also
    )


def found_of(actor, name, born=date(1950, 5, 5), **also):
    """Why and whom the check finds of somebody, the best first."""
    check = check_everybody(actor, [Asked(name, born, **also)])
    return [(one.why, one.person) for one in found_by(actor, check)]


def test_many_namesakes_of_one_never_hide_the_other(before, ada):
    for number in range(60):
        card(ada, "Maria", "Garcia Lopez", date(1950, 1, 1) + timedelta(number))
    chidi = card(ada, "Chidi", "Okonkwo", email="chidi@example.org")
    asked = [
        Asked("Maria Garcia Lopez", date(1999, 9, 9)),
        Asked("Chidi Okonkwo", date(1980, 3, 3), "chidi@example.org"),
    ]
    check = check_everybody(ada, asked)
    found = found_by(ada, check)
    assert [one.person for one in found if one.about == 1] == [chidi]
    assert check.left_out == [35, 0]
    many = {"petitioner-family_name": "Garcia Lopez", "petitioner-given_name": "Maria"}
    page = check_strangers(ada, **many)
    assert "And 36 more whose names are alike" in page  # María is born that day


def test_what_weighs_most_stands_first(before, ada):
    for number in range(30):
        card(ada, "Maria", "Garcia Lopez", date(1950, 1, 1) + timedelta(number))
    card(ada, "M.", "Garcia", email="maria@elsewhere.example")
    found = found_of(ada, "Maria Garcia Lopez", email="maria@elsewhere.example")
    assert found[0][0] == "email" and len(found) == 25


@pytest.mark.parametrize(
    ("card_name", "asked"),
    [
        (("Juan", "De La Cruz"), "Juan Delacruz"),
        (("Juan", "Delacruz"), "Juan de la Cruz"),
        (("Mary", "Smith-Jones"), "Mary Smithjones"),
        (("FNU", "Suharto"), "Suharto"),
        (("Suharto", ""), "Suharto LNU"),
        (("محمد", "علي"), "Muhammad Ali"),
        (("Mohammed", "Ali"), "محمد علي"),
        (("Wei", "Wang"), "王伟"),
    ],
)
def test_however_a_name_is_written_it_is_found(before, ada, card_name, asked):
    given, family = card_name
    known = card(ada, given if family else "", family or given)
    assert ("name", known) in found_of(ada, asked)


def test_a_name_that_changed_by_marriage_is_found_by_the_birth_date(before, ada):
    known = card(ada, "Mary", "Smith-Jones", date(1980, 3, 3))
    assert found_of(ada, "Mary Whitfield", date(1980, 3, 3)) == [("birth date", known)]
    assert found_of(ada, "Mary Whitfield", date(1980, 3, 4)) == []


def test_an_earlier_check_tells_nobody_who_is_behind_a_wall(before, ada, paul, pat):
    refused = said(ada) | {"petitioner-given_name": "Mariah"}
    words = checked(sign_in(ada), refused) | {"step": "open", "decision": "conflict"}
    sign_in(ada).post(NEW, words | {"reason": "Adverse to María, case 1."})
    assert "Adverse to María" in check_of_maria(pat, ada)
    change_access(ada, before.case, access="team")
    page = check_of_maria(paul, ada)
    assert page.count("Somebody in a case you may not open") == 1
    assert "of 100" not in page and "did not take the case" not in page
    assert "Adverse to" not in page


def check_of_maria(actor, lead):
    typed = {"petitioner-given_name": "Maria", "petitioner-email": ""}
    words = said(lead, **STRANGERS) | typed
    words |= {"petitioner-family_name": "Rivas Pena", "step": "check"}
    return text_of(sign_in(actor).post(NEW, words))


def test_only_a_lawyer_turns_somebody_down(before, ada, paul):
    tell(ada, before, "former_spouses", **RUBEN)
    words = checked(sign_in(paul), said(ada, **STRANGERS))
    no = {"step": "open", "decision": "conflict", "reason": "No."}
    page = text_of(sign_in(paul).post(NEW, words | no))
    assert "An attorney or a partner has to decide this." in page
    sign_in(paul).post(NEW, words | {"step": "hand"})
    assert HandedOver.objects.get().waits
    assert ConflictCheck.objects.exclude(decision="").count() == 0


def test_what_was_handed_over_is_not_decided_beside_it(before, ada, pat):
    tell(ada, before, "former_spouses", **RUBEN)
    words = checked(sign_in(ada), said(ada, **STRANGERS))
    sign_in(ada).post(NEW, words | {"step": "hand"})
    no = {"step": "open", "decision": "conflict", "reason": "No."}
    page = text_of(sign_in(ada).post(NEW, words | no))
    assert "Take it back first" in page
    assert HandedOver.objects.get().waits


@pytest.mark.parametrize("name", ["-", "々", "😀", "\u3164", "''"])
def test_a_name_that_cannot_be_compared_is_refused(before, ada, name):
    page = check_strangers(ada, **{"petitioner-family_name": name})
    assert "Nobody found" not in page
    assert "write the name in letters" in page or "Enter the family name" in page


def test_a_long_name_in_another_script_is_kept(before, ada):
    known = card(ada, "庄" * 30, "庄" * 30, middle_name="庄" * 30)
    assert known.folded.startswith("zhuang")


def test_who_is_not_to_be_invited_stays_so_when_the_people_are_changed(before, ada):
    words = checked(sign_in(ada), said(ada, **STRANGERS))
    page = text_of(sign_in(ada).post(NEW, words | {"step": "change"}))
    assert 'name="uninvited"' in page
    page = text_of(
        sign_in(ada).post(NEW, words | {"step": "check", "uninvited": "yes"})
    )
    assert 'value="yes" checked' not in page
    page = text_of(sign_in(ada).post(NEW, words | {"step": "check"}))
    assert 'value="yes" checked' in page


def test_a_decision_sent_twice_says_that_it_was_made(before, ada):
    words = checked(sign_in(ada), said(ada, **STRANGERS)) | {"step": "open"}
    assert sign_in(ada).post(NEW, words).status_code == 302
    page = text_of(sign_in(ada).post(NEW, words))
    assert "You decided on this already" in page
    assert "is not open yet" not in page
    assert cases(ada).count() == 2


def test_lawyers_reach_every_case_that_waits_for_them(before, ada, paul):
    tell(ada, before, "former_spouses", **RUBEN)
    for number in range(8):
        typed = {"petitioner-birth_date_year": str(1960 + number)}
        words = checked(sign_in(paul), said(ada, **STRANGERS) | typed)
        sign_in(paul).post(NEW, words | {"step": "hand"})
    today = text_of(sign_in(ada).get("/staff/"))
    assert today.count("?handed=") == 6 and "/staff/handed-over/" in today
    page = text_of(sign_in(ada).get("/staff/handed-over/"))
    assert page.count("?handed=") == 8
    assert "?handed=" not in text_of(sign_in(paul).get("/staff/handed-over/"))
