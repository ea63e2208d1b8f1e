"""An inquiry from the first call to the case, or to the letter that says no."""

from dataclasses import replace

import pytest
from django.core import mail

from harborlight.cases.actions import change_access
from harborlight.cases.models import Access, Case
from harborlight.cases.queries import cases, giving
from harborlight.cases.queries.logbook import log_lines
from harborlight.facts.models import Fact
from harborlight.facts.queries import sheet
from harborlight.firm.acting import Refused
from harborlight.firm.clock import now
from harborlight.firm.models import Event, RecordKey, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.firm.vault.events import words_of
from harborlight.inquiries.actions import (
    AlreadyDecided,
    NotAnswered,
    accept_inquiry,
    answer_hit,
    change_inquiry,
    check_names,
    decline_inquiry,
    erase_inquiry,
    send_questions,
    take_up_inquiry,
)
from harborlight.inquiries.letters import not_engaged
from harborlight.inquiries.mailing import send_first_questions, send_reply
from harborlight.inquiries.models import Inquiry, Reply
from harborlight.inquiries.queries import (
    counts,
    hits,
    inquiries,
    questions_of,
    reply_of,
    state_now,
)
from harborlight.inquiries.standing import State
from harborlight.inquiries.tests.at_the_door import LUZ, answers, asks, comes_in
from harborlight.people.conflicts import Asked
from harborlight.people.models import ConflictCheck, Person
from harborlight.questionnaires.queries import sent_to
from harborlight.workflow.actions import EmailTaken, check_everybody
from harborlight.workflow.queries import get_playbook, playbooks
from tests.cast import join
from tests.whole_case import MARIA, OMAR, begin, furnish


@pytest.fixture
def nora(harbor):
    """She handles inquiries."""
    return join(harbor, "Nora", Role.INTAKE)


@pytest.fixture
def inquiry(clock, nora):
    furnish(clock, "n400", "one-step-marriage")
    return asks(nora, wanted="marriage", came_by="client", note="Called on Monday.")


def lead(ada):
    return User.objects.get(pk=ada.user_id)


def answer_all(ada, inquiry, verdict="other"):
    for hit in hits(ada, inquiry):
        answer_hit(ada, inquiry, hits=hit.words, verdict=verdict, reason="Another one.")


def take(ada, inquiry, playbook="n400", part="applicant", **also):
    return accept_inquiry(
        ada,
        inquiry,
        get_playbook(ada, playbook),
        part=part,
        lead=lead(ada),
        reason="Nobody stands against it.",
        **also,
    )


def decline(ada, inquiry, **also):
    words = not_engaged(ada.firm, inquiry.person, "es")
    said = {"reason": "Too far away.", "words": words, "language": "es"}
    return decline_inquiry(ada, inquiry, **(said | also))


@pytest.mark.feature("F069")
def test_who_asks_is_a_card_a_file_and_questions_and_no_case(inquiry, ada, nora):
    assert inquiry.person.full_name == "Luz Cárcamo"
    assert inquiry.case.number.startswith("Q2")
    assert questions_of(nora, inquiry.case).questionnaire.key == "intake"
    assert [*cases(ada)] == [] and [*cases(nora)] == []
    assert "inquiry" not in {one.key for one in playbooks(ada)}
    known = sheet(nora, inquiry.case, inquiry.person)
    assert known.get("intake.help") == "marriage"
    assert known.get("name.family") == "Cárcamo"


@pytest.mark.feature("F070", "F077")
def test_only_attorneys_and_those_who_handle_inquiries_know_of_it(
    inquiry, harbor, ada, pat, nora, paul, ben, rita
):
    readers, others = (ada, pat, nora), [paul, ben]
    others += [
        join(harbor, role.value.replace(" ", ""), role)
        for role in (Role.PRACTICE_MANAGER, Role.AUDITOR, Role.CLIENT_SERVICES, Role.IT)
    ]
    for one in readers:
        assert [*inquiries(one, moment=now())] == [inquiry]
        assert Person.objects.visible_to(one).filter(pk=inquiry.person_id).exists()
    for one in others:
        assert [*inquiries(one, moment=now())] == []
        assert not Case.objects.visible_to(one).filter(pk=inquiry.case_id).exists()
        assert not Person.objects.visible_to(one).filter(pk=inquiry.person_id).exists()
        assert not Fact.objects.visible_to(one).filter(case=inquiry.case_id).exists()


def test_a_paralegal_can_neither_write_one_down_nor_decide(inquiry, paul, nora):
    with pytest.raises(Refused):
        asks(paul)
    with pytest.raises(Refused):
        decline(nora, inquiry)
    with pytest.raises(Refused):
        take_up_inquiry(nora, inquiry)


@pytest.mark.feature("F068")
def test_the_link_goes_by_letter_in_their_language_and_says_that_we_are_no_lawyer_yet(
    inquiry, nora, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_questions(nora, inquiry, email="luz@example.org", birth_date=LUZ.birth_date)
    from harborlight.firm.models import Job

    job = Job.objects.get(task__contains="send_first_questions")
    send_first_questions.func(*job.arguments["args"])
    letter = mail.outbox[-1]
    assert letter.to == ["luz@example.org"] and "/join/" in letter.body
    assert "Todavía no somos su abogado" in letter.body


def test_an_address_of_somebody_else_is_refused(inquiry, nora):
    other = asks(nora, LUZ.__class__(family_name="Paz", phone="+15125550100"))
    with pytest.raises(EmailTaken):
        send_questions(nora, other, email="LUZ@example.org", birth_date=LUZ.birth_date)
    other.refresh_from_db()
    assert other.asked_at is None and Person.objects.get(pk=other.person_id).email == ""


@pytest.mark.feature("F076", "F078")
def test_it_passes_from_new_to_answered_and_says_what_lacks(inquiry, harbor, nora, ada):
    assert state_now(inquiry, questions_of(nora, inquiry.case)) == State.NEW
    send_questions(nora, inquiry, email="luz@example.org", birth_date=LUZ.birth_date)
    assert counts(nora, now())["sent"] == 1
    luz = comes_in(inquiry)
    answers(luz, inquiry, finish=False)
    assert counts(nora, now())["answering"] == 1
    answers(luz, inquiry)
    keep_up_in(harbor)
    inquiry.case.refresh_from_db()
    assert inquiry.case.stage == "looking"
    assert counts(nora, now()) | {"answered": 1, "open": 1} == counts(nora, now())
    take_up_inquiry(ada, inquiry)
    assert counts(nora, now())["review"] == 1


@pytest.mark.feature("F070")
def test_what_was_agreed_to_stands_with_who_when_language_and_version(inquiry, ada):
    luz = comes_in(inquiry)
    answers(luz, inquiry)
    sent = questions_of(ada, inquiry.case)
    fact = sheet(ada, inquiry.case, inquiry.person).values["consent.data", None]
    assert (fact.value, fact.by_id, fact.language) == ("yes", luz.user_id, "es")
    assert fact.source_id == sent.pk and sent.questionnaire.version == 1


@pytest.mark.feature("F069")
def test_a_name_that_was_given_finds_whoever_the_firm_has_and_waits_for_an_answer(
    inquiry, ada, nora
):
    begin(ada, playbook="practice-spouse", beneficiary=OMAR)
    check_names(nora, inquiry)
    assert hits(ada, inquiry) == []
    answers(comes_in(inquiry), inquiry)
    with pytest.raises(NotAnswered, match="were not checked"):
        take(ada, inquiry)
    check_names(nora, inquiry)
    (hit,) = hits(ada, inquiry)
    assert hit.about == "omar haddad" or "Haddad" in hit.about
    assert hit.found.person.full_name == "Omar Haddad"
    with pytest.raises(NotAnswered, match="who they are"):
        take(ada, inquiry)
    with pytest.raises(Refused):
        answer_hit(nora, inquiry, hits=hit.words, verdict="other", reason="No.")
    answer_hit(ada, inquiry, hits=hit.words, verdict="conflict", reason="Our client.")
    with pytest.raises(NotAnswered, match="conflict"):
        take(ada, inquiry)
    answer_hit(ada, inquiry, hits=hit.words, verdict="other", reason="Born in 1955.")
    check_names(nora, inquiry)
    assert hits(ada, inquiry)[0].answer.reason == "Born in 1955."
    assert take(ada, inquiry).number


@pytest.mark.feature("F069", "F073")
def test_accepted_it_is_the_case_with_every_answer_and_the_same_account(
    inquiry, harbor, ada, paul, nora
):
    luz = comes_in(inquiry)
    answers(luz, inquiry)
    check_names(nora, inquiry)
    answer_all(ada, inquiry)
    before = inquiry.case_id
    case = take(ada, inquiry)
    keep_up_in(harbor)
    assert case.pk == before and case.access == Access.FIRM
    assert case.number.startswith("20") and case.kind == "n400"
    assert [*cases(paul)] == [case]
    # The first questions are over: what is left to ask the case asks.
    mine = sent_to(luz, case)
    assert {one.questionnaire.key: one.state for one in mine} == {"n400": "open"}
    assert questions_of(ada, case).state == "finished"
    known = sheet(paul, case, inquiry.person)
    assert known.get("nationality") == "HN"
    # What was noted before stays with those who handle inquiries.
    assert not Inquiry.objects.visible_to(paul).exists()
    assert Inquiry.objects.visible_to(nora).get().outcome == "accepted"
    assert ConflictCheck.objects.get(pk=inquiry.check_made_id).decision == "clear"


def test_accepted_as_one_of_two_the_other_one_is_asked_too(inquiry, ada, nora):
    check_names(nora, inquiry, also=[OMAR.asked])
    case = take(
        ada,
        inquiry,
        "one-step-marriage",
        "beneficiary",
        newcomers={"petitioner": OMAR},
    )
    parts = {one.party.part: one.person.full_name for one in sent_to(ada, case)}
    assert parts == {"petitioner": "Omar Haddad", "beneficiary": "Luz Cárcamo"}
    assert case.called.startswith("Omar Haddad")


def test_it_is_decided_once(inquiry, ada, nora):
    check_names(nora, inquiry)
    take(ada, inquiry)
    with pytest.raises(AlreadyDecided):
        decline(ada, inquiry)
    with pytest.raises(AlreadyDecided):
        send_questions(nora, inquiry, email="l@example.org", birth_date=LUZ.birth_date)


@pytest.mark.feature("F069")
def test_declined_they_read_a_letter_that_we_are_no_lawyer_and_time_may_run(
    inquiry, ada, nora
):
    luz = comes_in(inquiry)
    answers(luz, inquiry)
    decline(ada, inquiry)
    letter = reply_of(luz, Case.objects.get(pk=inquiry.case_id))
    assert "No somos su abogado" in letter.words and "plazos" in letter.words
    send_reply.func(str(letter.pk))
    assert mail.outbox[-1].body == letter.words
    case = Case.objects.get(pk=inquiry.case_id)
    assert case.closed_on and case.access == Access.INQUIRY
    # They see the letter, and nothing of the firm's own reason.
    assert not Inquiry.objects.visible_to(luz).exists()
    assert "Too far away" not in letter.words


@pytest.mark.feature("F069")
def test_nothing_of_a_declined_inquiry_reaches_a_case_of_the_other_side(
    inquiry, ada, paul, nora
):
    answers(comes_in(inquiry), inquiry)
    check_names(nora, inquiry)
    decline(ada, inquiry, is_conflict=True)
    begun = begin(ada, playbook="practice-spouse", beneficiary=OMAR)
    for one in (ada, paul):
        assert [*giving(one, begun.case, [inquiry.person_id])] == []
    # Whoever checks for the other side is told that there is somebody, and not who.
    check = check_everybody(paul, [Asked("Luz Cárcamo", LUZ.birth_date)])
    from harborlight.cases.queries import found_by

    found = found_by(paul, check)
    assert found and all(one.person is None and not one.name for one in found)


def test_what_was_answered_can_be_destroyed_and_the_name_is_still_found(
    inquiry, harbor, ada, nora
):
    case = inquiry.case
    answers(comes_in(inquiry), inquiry)
    with pytest.raises(AlreadyDecided):
        erase_inquiry(ada, inquiry)
    decline(ada, inquiry)
    keep_up_in(harbor)
    erase_inquiry(ada, Inquiry.objects.get(pk=inquiry.pk))
    assert not Fact.objects.filter(case=case).exists()
    assert not RecordKey.objects.filter(record_id=case.pk).exists()
    kept = Inquiry.objects.get(pk=inquiry.pk)
    assert (kept.note, kept.reason, kept.erased_at is not None) == ("", "", True)
    assert Reply.objects.get(case=case).words
    told = words_of(harbor, [*Event.objects.filter(case_id=case.pk)])
    assert not any(told.values())
    (erased,) = Event.objects.filter(kind="inquiry.erased")
    assert words_of(harbor, [erased])[erased.pk]["number"] == case.number
    check = check_everybody(nora, [Asked("Luz Cárcamo", LUZ.birth_date)])
    assert [one["person"] for one in check.matches] == [str(inquiry.person_id)]


def test_a_refused_check_tells_nobody_else_whom_it_was_about(inquiry, ada, paul, nora):
    """Once the answers are destroyed nothing but the check knows the husband's name."""
    answers(comes_in(inquiry), inquiry)
    check_names(nora, inquiry)
    decline(ada, inquiry, is_conflict=True)
    erase_inquiry(ada, Inquiry.objects.get(pk=inquiry.pk))
    from harborlight.cases.queries import found_by

    check = check_everybody(paul, [Asked("Omar Haddad")])
    (found,) = found_by(paul, check)
    assert (found.name, found.check, found.score) == ("", None, 0)
    (found,) = found_by(ada, check_everybody(ada, [Asked("Omar Haddad")]))
    kept = found.check
    assert kept.decision == "conflict" and (kept.matches, kept.reason) == ([], "")
    assert {(one["email"], one["phone"]) for one in kept.about} == {("", "")}
    assert str(LUZ.birth_date) in {one["birth_date"] for one in kept.about}


def test_of_a_check_that_was_not_refused_nothing_stays_but_its_day(
    inquiry, harbor, ada, nora
):
    begin(ada, playbook="practice-spouse", beneficiary=OMAR)
    answers(comes_in(inquiry), inquiry)
    check_names(nora, inquiry)
    decline(ada, inquiry)
    erase_inquiry(ada, Inquiry.objects.get(pk=inquiry.pk))
    check = ConflictCheck.objects.get(made_for=inquiry.case_id)
    assert (check.about, check.matches, check.reason) == ([], [], "")
    (told,) = Event.objects.filter(kind="conflict.checked", subject_id=check.pk)
    assert words_of(harbor, [told]) == {told.pk: {}}


def test_two_who_add_names_at_once_both_have_theirs_checked(inquiry, ada, nora):
    """Each read the inquiry before the other saved."""
    begin(ada, playbook="practice-spouse", beneficiary=OMAR)
    mine, yours = (Inquiry.objects.get(pk=inquiry.pk) for _ in range(2))
    check_names(nora, mine, also=[OMAR.asked])
    check_names(ada, yours, also=[Asked("Harbor Foods")])
    kept = Inquiry.objects.get(pk=inquiry.pk)
    assert [one["name"] for one in kept.also] == ["Omar Haddad", "Harbor Foods"]
    assert [hit.about for hit in hits(ada, kept)] == ["Omar Haddad"]
    # Whoever read it before the check accepts nothing past it.
    with pytest.raises(NotAnswered, match="who they are"):
        take(ada, inquiry)


def test_nothing_is_answered_of_what_was_decided_meanwhile(inquiry, ada, nora):
    seen = Inquiry.objects.get(pk=inquiry.pk)
    decline(ada, inquiry)
    with pytest.raises(AlreadyDecided):
        answer_hit(ada, seen, hits=["a"], verdict="other", reason="Another one.")
    with pytest.raises(AlreadyDecided):
        check_names(nora, seen)


def test_what_is_noted_changes_until_it_is_declined(inquiry, ada, nora):
    seen = Inquiry.objects.get(pk=inquiry.pk)
    decline(ada, inquiry)
    erase_inquiry(ada, Inquiry.objects.get(pk=inquiry.pk))
    with pytest.raises(AlreadyDecided):
        change_inquiry(nora, seen, note="Called again.")
    assert Inquiry.objects.get(pk=inquiry.pk).note == ""
    assert not RecordKey.objects.filter(record_id=inquiry.case_id).exists()


def test_several_closed_hits_are_answered_once_all_are(inquiry, ada, nora, pat):
    """Two of one name stand in cases that only their teams open."""
    for n in range(2):
        wife, omar = (replace(one, email=f"{n}{one.email}") for one in (MARIA, OMAR))
        begun = begin(
            pat, playbook="practice-spouse", petitioner=wife, beneficiary=omar
        )
        change_access(pat, begun.case, access="team")
    check_names(nora, inquiry, also=[Asked("Omar Haddad")])
    (closed,) = hits(ada, inquiry)
    first, second = closed.words
    answer_hit(pat, inquiry, hits=[first], verdict="other", reason="Another one.")
    assert hits(ada, inquiry)[0].answer is None
    answer_hit(pat, inquiry, hits=[second], verdict="conflict", reason="Our client.")
    assert hits(ada, inquiry)[0].answer.verdict == "conflict"


def test_what_was_noted_stays_out_of_the_log_of_the_case(harbor, clock, ada, nora):
    """An auditor reads the log once the file is a case; these are not theirs (27)."""
    furnish(clock, "n400")
    found = asks(nora, note="She fled.", company="Foods", company_secrets="Pays cash.")
    change_inquiry(nora, found, note="She fled in May.")
    check_names(nora, found, also=[Asked("Vera Quill")])
    answer_hit(ada, found, hits=["a"], verdict="other", reason="Born in 1955.")
    take(ada, found)
    auditor = join(harbor, "Olga", Role.AUDITOR)
    rows = [*Event.objects.filter(case_id=found.case_id, kind__startswith="inquiry.")]
    rows += Event.objects.filter(kind__startswith="conflict.")
    lines = log_lines(auditor, rows)
    assert len(lines) >= 7 and not any(line.closed for line in lines)
    told = str([line.words for line in lines])
    assert "Foods" in told
    for words in ("fled", "Pays cash", "Quill", "1955", "Nobody stands"):
        assert words not in told, words


@pytest.mark.feature("F071")
def test_the_company_never_reads_the_workers_answers_nor_the_worker_the_companys(
    inquiry, harbor, ada, nora
):
    """Parties of one file see their own answers; consent lets staff tell, not read."""
    from harborlight.cases.actions import add_party
    from harborlight.facts.actions import Source, learn
    from harborlight.people.actions import add_person

    luz = comes_in(inquiry)
    answers(luz, inquiry, {"consent.share_employer": "yes"})
    boss = add_person(nora, family_name="Harbor Foods", email="hr@example.org")
    add_party(nora, inquiry.case, person=boss, part="petitioner")
    learn(
        nora, inquiry.case, person=boss, source=Source(Fact.Source.STAFF),
        values={("contact.email", None): "hr@example.org"},
    )  # fmt: skip
    company = join(harbor, "Hugo", Role.CLIENT)
    boss.login_id = company.user_id
    boss.save(update_fields=["login"])
    theirs = Fact.objects.visible_to(company).filter(case=inquiry.case)
    assert {one.person_id for one in theirs} == {boss.pk}
    assert {one.person_id for one in Fact.objects.visible_to(luz)} == {
        inquiry.person_id
    }
    assert sent_to(company, inquiry.case) == []
    assert not Inquiry.objects.visible_to(company).exists()
