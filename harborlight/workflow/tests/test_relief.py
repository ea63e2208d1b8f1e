"""Cases of protection and of stays: what each begins with, and what its clients are asked."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from harborlight.billing.queries import invoices
from harborlight.cases.queries import parties
from harborlight.documents.queries import asked
from harborlight.facts.catalogue import catalogue
from harborlight.filings.actions import fill_forms
from harborlight.filings.queries import filings, standings
from harborlight.firm.actions import keep_credentials
from harborlight.firm.models import User
from harborlight.firm.vault.stored import plain_of
from harborlight.law.pack_conditions import paths_of, read_condition
from harborlight.packets.standard import ready_sets
from harborlight.papers.reading import read
from harborlight.portal.tests.conftest import browser_of
from harborlight.questionnaires.actions import correct_answer
from harborlight.questionnaires.queries import sent_to
from harborlight.questionnaires.reading import starter
from harborlight.staff.tests.at_the_desk import official_folder
from harborlight.staff.tests.desk import sign_in, text_of
from harborlight.workflow.actions import Newcomer, begin_case, bill_case
from harborlight.workflow.playbooks import course, starters
from harborlight.workflow.queries import course_of, get_playbook
from tests.whole_case import answer_everything, family, furnish

AT_HAND = official_folder()
ALESIA = Newcomer(
    family_name="Kavalchuk",
    given_name="Alesia",
    birth_date=date(1985, 4, 19),
    email="alesia@example.org",
    language="es",
)
OF_TPS = [
    ("G-1145", "applicant"),
    ("G-28", "applicant"),
    ("G-28", "applicant"),
    ("I-821", ""),
    ("I-765", "applicant"),
]
# Exhibits that several kinds share.
EXHIBITS = {"tps-again": "tps"}
# key -> forms with their clients; the papers that everybody sends; lines of the invoice.
KINDS = {
    "asylum": (
        [("G-28", "applicant"), ("I-589", "")],
        {"declaration", "photos"},
        [10000, 450000],
    ),
    "daca": (
        [
            ("G-1145", "applicant"),
            ("G-28", "applicant"),
            ("G-28", "applicant"),
            ("I-821D", ""),
            ("I-765", "applicant"),
        ],
        {"approval notice", "photos", "work permit"},
        [8500, 50000, 52000],
    ),
    "i-290b": (
        [("G-1145", "applicant"), ("G-28", "applicant"), ("I-290B", "applicant")],
        {"denial notice", "earlier filing"},
        [80000, 250000],
    ),
    "i-539": (
        [("G-1145", "applicant"), ("G-28", "applicant"), ("I-539", "")],
        {"i-94", "money", "passport", "reason to stay"},
        [47000, 120000],
    ),
    "vawa": (
        [("G-28", "applicant"), ("I-360", "applicant")],
        {"declaration", "police clearance"},
        [350000],
    ),
    "sij": (
        [("G-28", "applicant"), ("I-360", "applicant")],
        {"birth certificate", "juvenile court order"},
        [25000, 300000],
    ),
    "tps": (
        OF_TPS,
        {"photos", "residence proof"},
        [3000, 52000, 52000, 57000, 120000],
    ),
    "tps-again": (
        OF_TPS,
        {"photos", "work permit", "approval notice"},
        [3000, 28000, 52000, 60000],
    ),
}
each = pytest.mark.parametrize("key", KINDS)


def questions(key):
    return course(starters()[key]).parts[0].questionnaire


def begun(actor, clock, key):
    furnish(clock, questions(key))
    return begin_case(
        actor,
        get_playbook(actor, key),
        newcomers={"applicant": ALESIA},
        lead=User.objects.get(pk=actor.user_id),
    )


@each
@pytest.mark.feature("F029", "F033", "F076")
def test_a_case_begun_with_it_offers_what_it_should(clock, ada, key):
    forms, required, lines = KINDS[key]
    case = begun(ada, clock, key)
    (sent,) = sent_to(ada, case)
    assert sent.questionnaire.key == questions(key)
    needed = [one.needed for one in standings(ada, filings(ada, case).get())]
    assert [(one.form, one.client) for one in needed] == forms
    papers = {
        one.request.kind for one in asked(ada, case) if one.request.need == "required"
    }
    assert papers == required
    bill_case(ada, case, course_of(ada, case))
    billed = invoices(ada, case).get().lines.all()
    assert sorted(line.cents for line in billed) == lines
    assert case.is_sensitive == (key in {"asylum", "sij", "vawa"})


@each
def test_every_paper_of_the_playbook_has_its_exhibit(key):
    exhibits = ready_sets()[EXHIBITS.get(key, key)]["entries"]
    kinds = {kind for one in exhibits for kind in one["kinds"]}
    papers = {paper.kind for paper in course(starters()[key]).papers}
    assert papers <= kinds
    assert papers == kinds or key in {*EXHIBITS, *EXHIBITS.values()}


@each
@pytest.mark.feature("F225")
def test_what_decides_whether_a_paper_is_asked_for_is_asked_itself(key):
    """Or no answer could ever ask for the paper."""
    conditions = [one.when for one in course(starters()[key]).papers if one.when]
    paths = {path for one in conditions for path in paths_of(read_condition(one))}
    assert conditions and all(catalogue().entry(path) for path in paths)
    assert [one for one in paths if starter(questions(key)).where(one) is None] == []


@pytest.mark.feature("F029", "F033")
def test_the_lawyer_finds_them_among_the_kinds_of_case(clock, ada):
    furnish(clock, *{questions(key) for key in KINDS})
    page = text_of(sign_in(ada).get("/staff/cases/new/"))
    for key in KINDS:
        assert course(starters()[key]).name["en"] in page


@pytest.mark.feature("F084", "F096")
def test_asylum_is_sensitive_and_asks_for_a_reason_only_of_who_is_late(
    clock, ada, maria
):
    case = begun(ada, clock, "asylum")
    assert case.is_sensitive
    party = parties(ada, case).get()
    party.person.login_id = maria.user_id
    party.person.save()
    page = browser_of(maria)

    def to_send() -> str:
        told = text_of(page.get(reverse("portal:documents")))
        return told.split("To send")[1].split("If you have it")[0]

    late = "Why it took longer than a year"
    assert late not in to_send()
    place = ("asylum.late", None)
    correct_answer(
        ada, case, person=party.person, place=place, value="yes", reason="She said so"
    )
    assert late in to_send()


@pytest.mark.feature("F075")
def test_a_chapter_says_beforehand_what_it_is_about_on_its_first_page(
    clock, ada, maria
):
    case = begun(ada, clock, "asylum")
    party = parties(ada, case).get()
    party.person.login_id = maria.user_id
    party.person.save()
    (sent,) = sent_to(ada, case)
    page = browser_of(maria)

    def read(screen):
        return text_of(page.get(reverse("portal:screen", args=[sent.key, screen])))

    assert "The law gives you one year" in read("applicant-leaving")
    assert "You choose when to answer them" in read("applicant-grounds")
    assert "You choose when to answer them" not in read("applicant-harmed")


@pytest.mark.everything
@pytest.mark.skipif(
    AT_HAND is None or not [*AT_HAND.glob("i-821d__*.pdf")],
    reason="The folder that HARBORLIGHT_FORMS names holds no I-821D.",
)
@pytest.mark.feature("F115", "F116")
def test_the_answers_of_a_renewal_stand_on_the_agencys_own_forms(
    settings, clock, ada, paul, pat, maria
):
    settings.FORMS_FOLDER = AT_HAND
    keep_credentials(
        pat,
        User.objects.get(pk=ada.user_id),
        family_name="Okafor",
        given_name="Ada",
        licensing_authority="Texas",
        bar_number="123456",
        phone="+12135550101",
        email="ada@harbor.example",
    )
    case = begun(ada, clock, "daca")
    party = parties(ada, case).get()
    party.person.login_id = maria.user_id
    party.person.save()
    answers = family("dreamer_renews")
    answers["applicant"] |= {
        "admission": {"how": "paroled", "class": "PAR", "date": "2019-05-20"}
        | {"city": "Houston", "state": "TX", "i94": "none"},
        "immigration_status": "DACA",
        "notices": {"originals": "yes", "cards": "no"},
    }
    (sent,) = sent_to(ada, case)
    answer_everything(replace(maria, language="es"), sent.pk, answers)
    *_, request, permit = fill_forms(paul, filings(ada, case).get())
    lacking = {one["person"] for one in (*request.missing, *permit.missing)}
    assert lacking <= {"attorney"}
    found = read(b"".join(plain_of(request.file).pieces()))
    assert found["form1[0].#subform[0].P1_Line2_Checkbox[0]"] is True
    assert found["form1[0].#subform[0].P1_Line1_Checkbox[0]"] is False
    assert found["form1[0].#subform[0].P1_Line3a_Name[0]"] == "Ixcoy Tzul"
    found = read(b"".join(plain_of(permit.file).pieces()))
    assert found["form1[0].Page3[0].#area[1].section_1[0]"] == "c"
    assert found["form1[0].Page3[0].#area[1].section_2[0]"] == "33"
