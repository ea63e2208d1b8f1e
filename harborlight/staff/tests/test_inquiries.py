"""The pages on which the office meets those who ask for help."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harborlight.cases.queries import cases
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from harborlight.inquiries.actions import check_names, send_questions
from harborlight.inquiries.models import Inquiry, Reply
from harborlight.inquiries.tests.at_the_door import LUZ, answers, asks, comes_in
from harborlight.staff.tests.desk import at, sign_in, text_of
from tests.cast import join
from tests.questions import MOST, questions
from tests.whole_case import OMAR, begin, furnish

NEW = "/staff/inquiries/new/"
TYPED = {
    "family_name": "Cárcamo",
    "given_name": "Luz",
    "email": "luz@example.org",
    "language": "es",
    "wanted": "marriage",
    "came_by": "web",
    "note": "Her sister is our client.",
}


@pytest.fixture
def nora(harbor, clock):
    furnish(clock, "n400", "one-step-marriage")
    return join(harbor, "Nora", Role.INTAKE)


@pytest.fixture
def answered(nora):
    """Luz answered everything; she named Omar Haddad, whom the firm has as a client."""
    found = asks(nora, wanted="marriage")
    answers(comes_in(found), found)
    return Inquiry.objects.get(pk=found.pk)


@pytest.mark.feature("F069")
def test_who_calls_is_written_down_and_checked_at_once(nora):
    client = sign_in(nora)
    assert "Inquiries" in text_of(client.get("/staff/"))
    answer = client.post(NEW, TYPED)
    found = Inquiry.objects.get()
    assert answer.headers["Location"] == at("inquiry", found.pk)
    page = text_of(client.get(at("inquiry", found.pk)))
    assert "Nobody was found." in page and "Her sister is our client." in page
    assert found.check_made is not None and found.asked_at is None
    assert "Luz" in text_of(client.get("/staff/inquiries/"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"family_name": ""}, "Enter the family name."),
        ({"family_name": "---"}, "Write the name in letters."),
        ({"email": "luz@"}, "it looks like name@example.com"),
        ({"email": "", "phone": ""}, "one of the two"),
        ({"phone": "call me"}, "phone"),
        (
            {"birth_date_year": "2090", "birth_date_month": "1", "birth_date_day": "1"},
            "Check the year of birth.",
        ),  # fmt: skip
        (
            {"family_name": "Núñez" * 500},
            "There is room for 80 letters; this has 2500.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_every_word_comes_back(nora, wrong, said):
    answer = sign_in(nora).post(NEW, TYPED | wrong)
    page = text_of(answer)
    assert answer.status_code == 422 and said in page
    assert "Her sister is our client." in page and 'value="Luz"' in page
    assert not Inquiry.objects.exists()


def test_an_address_that_is_known_asks_who_it_is(nora):
    first = asks(nora)
    client = sign_in(nora)
    answer = client.post(NEW, TYPED)
    assert answer.status_code == 422
    assert "We know somebody with this address" in text_of(answer)
    client.post(NEW, TYPED | {"who": str(first.person_id)})
    assert {one.person_id for one in Inquiry.objects.all()} == {first.person_id}
    answer = client.post(NEW, TYPED | {"who": "new"})
    assert answer.status_code == 422 and "has this e-mail address" in text_of(answer)


def test_a_page_that_is_older_than_a_colleagues_note_overwrites_nothing(nora, ada):
    found = asks(nora, note="Her sister is our client.")
    mine, there = sign_in(nora), at("change-inquiry", found.pk)
    seen = seen_on(mine.get(at("inquiry", found.pk)))
    hers = {"note": "She has a hearing in May.", "seen": seen}
    assert sign_in(ada).post(there, hers).status_code == 302
    # The same words a second time are no other ones.
    assert sign_in(ada).post(there, hers).status_code == 302
    typed = {"note": "Call her after six.", "company": "Foods", "seen": seen}
    answer = mine.post(there, typed)
    page = text_of(answer)
    assert answer.status_code == 422 and "Somebody changed it meanwhile." in page
    assert "Now: She has a hearing in May." in page and "Call her after six." in page
    assert Inquiry.objects.get().note == "She has a hearing in May."
    mine.post(there, typed | {"seen": seen_on(answer)})
    assert Inquiry.objects.get().note == "Call her after six."


def test_a_note_that_came_after_the_letter_is_given_back(nora, ada):
    found = asks(nora)
    said = {"reason": "Too far away.", "words": "No somos su abogado."}
    sign_in(ada).post(at("decline-inquiry", found.pk), said)
    client = sign_in(nora)
    there = at("change-inquiry", found.pk)
    page = text_of(client.post(there, {"note": "Call her."}, follow=True))
    assert "decided already" in page and "Call her." in page
    assert Inquiry.objects.get().note == ""


def seen_on(answer):
    return re.search(r'name="seen" value="([^"]+)"', answer.content.decode())[1]


@pytest.mark.parametrize("role", [Role.PARALEGAL, Role.FINANCE, Role.PRACTICE_MANAGER])
def test_nobody_else_at_the_desk_sees_any_of_it(harbor, nora, answered, role):
    client = sign_in(join(harbor, "Otto", role))
    assert client.get("/staff/inquiries/").status_code == 403
    assert client.get(NEW).status_code == 403
    assert client.get(at("inquiry", answered.pk)).status_code == 404
    assert client.get(at("case", answered.case_id)).status_code == 404
    assert "Inquiries" not in text_of(client.get("/staff/"))
    for page in ("/staff/cases/?q=carcamo", "/staff/people/?q=carcamo"):
        answer = client.get(page)
        assert answer.status_code == 403 or "Luz" not in text_of(answer), page


@pytest.mark.feature("F069")
def test_the_link_needs_an_address_and_a_birth_date_and_silence_is_noticed(nora):
    found = asks(nora, LUZ.__class__("Paz", phone="+15125550100"))
    client, there = sign_in(nora), at("send-inquiry", found.pk)
    answer = client.post(there, {"email": ""})
    page = text_of(answer)
    assert answer.status_code == 422 and "The link needs an e-mail address." in page
    assert "Enter the day, the month and the year." in page
    born = {f"birth_date_{part}": n for part, n in zip(("day", "month", "year"), (6, 5, 1991), strict=True)}  # fmt: skip
    answer = client.post(there, {"email": "paz@example.org"} | born)
    assert answer.status_code == 302
    assert ">No answer<" not in text_of(client.get("/staff/inquiries/?state=sent"))
    with standing_at(now() + timedelta(days=6)):
        later = sign_in(nora)
        page = text_of(later.get("/staff/inquiries/?state=silent"))
        assert "Paz" in page and ">No answer<" in page
    assert "Paz" not in text_of(client.get("/staff/inquiries/?state=accepted"))
    assert "Paz" in text_of(client.get("/staff/inquiries/?q=paz&state=nonsense"))


@pytest.mark.feature("F069", "F070", "F078")
def test_the_lawyer_reads_what_it_weighs_what_was_agreed_and_what_lacks(ada, answered):
    client = sign_in(ada)
    page = text_of(client.get(at("inquiry", answered.pk)))
    for said in (
        "Is married to a U.S. citizen",
        "8 U.S.C. 1151(b)(2)(A)(i)",
        "Came in without admission or parole",
        "Hearing in immigration court",
        "December 14, 2026",
        "whether somebody is eligible the lawyer decides",
        "Agrees that the firm keeps these answers to decide",
        "words of version 1",
        "Spanish",
        "Not checked yet: Luz Cárcamo, Omar Haddad",
    ):
        assert said in page, said
    assert "is eligible for" not in page
    printed = text_of(client.get(at("inquiry-summary", answered.pk)))
    assert "Confidential" in printed and "Is married to a U.S. citizen" in printed


def test_a_page_asks_the_database_few_questions(ada, answered):
    check_names(ada, answered)
    client = sign_in(ada)
    for page in (at("inquiries"), at("inquiry", answered.pk)):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        asked = questions(captured)
        assert len(asked) <= MOST, [sql[:120] for sql in asked]


@pytest.mark.feature("F069")
def test_from_the_hit_to_the_case(ada, paul, nora, answered):
    begun = begin(ada, playbook="practice-spouse", beneficiary=OMAR)
    client = sign_in(ada)
    client.post(at("check-inquiry", answered.pk), {"also": "Pedro Paz\nAcme Foods LLC"})
    page = text_of(client.get(at("inquiry", answered.pk)))
    assert "Pedro Paz" in page and "Acme Foods LLC" in page
    assert begun.case.number in page and "Who is it?" in page
    word = page.split('name="hit" value="')[1].split('"')[0]
    there = at("accept-inquiry", answered.pk, "n400")
    typed = {"part": "applicant", "lead": str(ada.user_id), "access": "firm"}
    typed |= {"reason": "A wife of a citizen."}
    answer = client.post(there, typed)
    assert answer.status_code == 422 and "A wife of a citizen." in text_of(answer)
    assert "who they are" in text_of(answer)
    wrong = client.post(at("answer-hit", answered.pk), {"hit": word, "reason": "x" * 3})
    assert wrong.status_code == 422 and "xxx" in text_of(wrong)
    said = {"hit": word, "verdict": "other", "reason": "Born in another year."}
    assert client.post(at("answer-hit", answered.pk), said).status_code == 302
    answer = client.post(there, typed)
    assert answer.headers["Location"] == at("case", answered.case_id), text_of(answer)
    assert answered.case_id in {one.pk for one in cases(paul)}
    case = text_of(sign_in(paul).get(at("case-answers", answered.case_id)))
    assert "Honduras" in case
    assert sign_in(paul).get(at("inquiry", answered.pk)).status_code == 404
    assert "accepted it" in text_of(client.get(at("inquiry", answered.pk)))


def test_a_spouse_typed_at_the_last_moment_is_checked_before_the_case_opens(ada, nora):
    begin(ada, playbook="practice-spouse", beneficiary=OMAR)
    found = asks(nora, wanted="marriage")
    check_names(nora, found)
    typed = {"part": "beneficiary", "lead": str(ada.user_id), "access": "firm"}
    typed |= {"reason": "They are married."}
    typed |= {
        "other0-family_name": "Haddad",
        "other0-given_name": "Omar",
        "other0-birth_date_day": "3",
        "other0-birth_date_month": "11",
        "other0-birth_date_year": "1990",
        "other0-language": "en",
    }
    client = sign_in(ada)
    answer = client.post(at("accept-inquiry", found.pk, "one-step-marriage"), typed)
    assert answer.status_code == 422 and "who they are" in text_of(answer)
    assert 'value="Haddad"' in text_of(answer)
    page = text_of(client.get(at("inquiry", found.pk)))
    word = page.split('name="hit" value="')[1].split('"')[0]
    said = {"hit": word, "verdict": "same", "reason": "Her husband, not opposed."}
    client.post(at("answer-hit", found.pk), said)
    page = text_of(client.get(at("accept-inquiry", found.pk, "one-step-marriage")))
    assert "The same person as Omar Haddad" in page
    omar = page.split('name="other0-who" value="')[2].split('"')[0]
    answer = client.post(
        at("accept-inquiry", found.pk, "one-step-marriage"),
        typed | {"other0-who": omar},
    )
    assert answer.status_code == 302, text_of(answer)


@pytest.mark.feature("F069")
def test_the_letter_is_offered_in_their_language_and_kept_as_the_lawyer_wrote_it(
    ada, nora, answered
):
    client, there = sign_in(ada), at("decline-inquiry", answered.pk)
    page = text_of(client.get(there))
    assert "Time limits" not in page and "No somos su abogado" in page
    answer = client.post(there, {"reason": "", "words": "Estimada Luz"})
    assert answer.status_code == 422 and "Estimada Luz" in text_of(answer)
    said = {"reason": "We know the husband.", "words": "No somos su abogado.\nAdiós."}
    client.post(there, said | {"mail": "on"})
    letter = Reply.objects.get()
    assert letter.words.splitlines() == ["No somos su abogado.", "Adiós."]
    assert letter.mailed and letter.language == "es"
    page = text_of(client.get(at("inquiry", answered.pk)))
    assert "declined it" in page and "We know the husband." in page
    assert client.get(there).status_code == 200
    assert client.post(there, said).status_code == 422
    assert sign_in(nora).get(there).status_code == 403
    client.post(at("erase-inquiry", answered.pk))
    page = text_of(client.get(at("inquiry", answered.pk)))
    assert "What was answered was destroyed" in page and "Mi esposo" not in page


def test_email_is_not_offered_where_they_said_that_it_is_not_safe(ada, nora):
    found = asks(nora)
    answers(comes_in(found), found, {"intake.safe_to_email": "no"})
    page = text_of(sign_in(ada).get(at("decline-inquiry", found.pk)))
    box = page.split('name="mail"')[1].split(">")[0]
    assert "checked" not in box
    shown = text_of(sign_in(ada).get(at("inquiry", found.pk)))
    assert "They said that e-mail is not safe." in shown


def test_an_inquiry_is_opened_to_others_by_nothing_but_acceptance(ada, answered):
    client = sign_in(ada)
    there = at("change-access", answered.case_id)
    assert client.post(there, {"access": "firm"}).status_code == 404
    answered.case.refresh_from_db()
    assert answered.case.access == "inquiry"
    assert client.get(at("case", answered.case_id)).headers["Location"] == at(
        "inquiry", answered.pk
    )
    assert client.get("/staff/cases/new/inquiry/").status_code == 404


def test_the_same_link_can_be_sent_again(nora):
    found = asks(nora)
    for _ in range(2):
        send_questions(nora, found, email=LUZ.email, birth_date=LUZ.birth_date)
    assert User.objects.filter(email=LUZ.email).count() == 0
    found.refresh_from_db()
    assert found.asked_at


@pytest.mark.feature("F077")
def test_what_they_tell_on_the_phone_is_typed_in_at_the_desk(nora):
    found = asks(nora, wanted="marriage")
    client = sign_in(nora)
    for page in ("case-answers", "case-documents", "case-activity", "case-team"):
        answer = client.get(at(page, found.case_id))
        assert answer.status_code == 200, page
        assert at("inquiries") in text_of(answer)
        # An inquiry has neither forms nor money.
        assert at("case-forms", found.case_id) not in text_of(answer)
    page = text_of(client.get(at("case-answers", found.case_id)))
    assert "Before we begin" in page and "What brings you to us?" not in page


def test_long_names_and_signs_of_every_script_are_kept_as_they_are_written(nora, ada):
    client = sign_in(nora)
    family = "Nguyễn-Ó Conaill 王 العربية " * 3
    answer = client.post(NEW, TYPED | {"family_name": family.strip()[:80]})
    found = Inquiry.objects.get()
    assert answer.status_code == 302
    assert "Nguyễn-Ó Conaill 王" in text_of(client.get(at("inquiry", found.pk)))
    names = "\n".join(f"Name {n} <b>x</b>" for n in range(30))
    client.post(at("check-inquiry", found.pk), {"also": names})
    page = text_of(client.get(at("inquiry", found.pk)))
    assert "Name 29 &lt;b&gt;x&lt;/b&gt;" in page and "<b>x</b>" not in page
    # Said twice it is kept once.
    client.post(at("check-inquiry", found.pk), {"also": names})
    assert len(Inquiry.objects.get().also) == 30
