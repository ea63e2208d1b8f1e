"""An application for naturalization, from the playbook to the filled form."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
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
from harborlight.law.fees import fee
from harborlight.law.pack_conditions import paths_of, read_condition
from harborlight.packets.standard import ready_sets
from harborlight.papers.reading import read
from harborlight.portal.tests.conftest import browser_of
from harborlight.questionnaires.actions import correct_answer
from harborlight.questionnaires.queries import sent_to
from harborlight.staff.tests.at_the_desk import official_folder
from harborlight.staff.tests.desk import sign_in, text_of
from harborlight.workflow.actions import Newcomer, begin_case, bill_case
from harborlight.workflow.playbooks import BadPlaybook, course, starters
from harborlight.workflow.queries import course_of, get_playbook
from tests.whole_case import answer_everything, family, furnish

AT_HAND = official_folder()
LOURDES = Newcomer(
    family_name="Ortega de Whitfield",
    given_name="Lourdes",
    birth_date=date(1991, 9, 14),
    email="lourdes@example.org",
    language="es",
)
N400 = course(starters()["n400"])


@pytest.fixture
def case(clock, ada):
    furnish(clock, "n400")
    return begin_case(
        ada,
        get_playbook(ada, "n400"),
        newcomers={"applicant": LOURDES},
        lead=User.objects.get(pk=ada.user_id),
    )


@pytest.fixture
def lourdes(ada, case, maria):
    """The applicant, signed in with Maria's account."""
    party = parties(ada, case).get()
    party.person.login_id = maria.user_id
    party.person.save()
    return replace(maria, language="es")


@pytest.mark.feature("F029", "F033", "F076", "F115")
def test_a_case_begun_with_it_offers_what_it_should(ada, case):
    assert set(case.titles.values()) == {"Lourdes Ortega de Whitfield: N-400"}
    party = parties(ada, case).get()
    assert party.part == "applicant"
    (sent,) = sent_to(ada, case)
    assert (sent.questionnaire.key, sent.party_id) == ("n400", party.pk)
    needed = [one.needed for one in standings(ada, filings(ada, case).get())]
    assert [(one.form, one.client) for one in needed] == [
        ("G-28", "applicant"),
        ("N-400", ""),
    ]
    papers = {one.request.kind: one.request.need for one in asked(ada, case)}
    assert {kind for kind, need in papers.items() if need == "required"} == {
        "green card",
        "passport",
        "tax transcript",
    }
    assert papers["court disposition"] == papers["shared life"] == "conditional"


def test_the_fee_is_that_of_the_day_and_of_the_way_it_is_filed():
    day = date(2026, 6, 15)
    assert fee("n-400", channel="paper", on=day).cents == 76000
    assert fee("n-400", channel="online", on=day).cents == 71000


def test_the_first_invoice_asks_for_our_fee_and_the_governments(ada, case):
    bill_case(ada, case, course_of(ada, case))
    lines = [line.cents for line in invoices(ada, case).get().lines.all()]
    assert sorted(lines) == [76000, 150000]


def test_every_paper_of_the_playbook_has_its_exhibit():
    kinds = {kind for one in ready_sets()["n400"]["entries"] for kind in one["kinds"]}
    assert kinds == {paper.kind for paper in N400.papers}


def test_the_lawyer_finds_it_among_the_kinds_of_case(clock, ada):
    furnish(clock, "n400")
    page = text_of(sign_in(ada).get("/staff/cases/new/"))
    assert "N-400 citizenship" in page and "12 papers" in page
    assert "Applicant" in text_of(sign_in(ada).get("/staff/cases/new/n400/"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["Green card (both sides)", "Proof of three years of life together"],
        ),
        ("es", ["Tarjeta verde (por los dos lados)", "Prueba de tres años de vida"]),
    ],
)
def test_the_client_is_asked_in_both_languages(case, lourdes, language, words):
    said = (
        browser_of(lourdes, language).get(reverse("portal:documents")).content.decode()
    )
    assert [one for one in words if one not in said] == []


@pytest.mark.skipif(
    AT_HAND is None or not (AT_HAND / "n-400__01-20-25.pdf").exists(),
    reason="The folder that HARBORLIGHT_FORMS names holds no N-400.",
)
@pytest.mark.feature("F115", "F116", "F119")
def test_her_answers_stand_on_the_agencys_own_form(
    settings, ada, paul, pat, case, lourdes
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
    (sent,) = sent_to(ada, case)
    answer_everything(lourdes, sent.pk, family("wife_of_a_citizen"))
    appearance, application = fill_forms(paul, filings(ada, case).get())
    found = read(_pdf(appearance))
    assert found["form1[0].#subform[1].Line4_Checkbox[1]"] is True
    assert found["form1[0].#subform[1].Line1b_ListFormNumber[0]"] == "N-400"
    assert application.missing == []
    found = read(_pdf(application))
    shown = {
        "0].#area[0].Line1_AlienNumber[0]": "220456789",
        "0].Part1_Eligibility[1]": True,
        "0].Part1_Eligibility[0]": False,
        "2].P4_Line1_State[0]": " TX",
        "2].P4_Line3_PhysicalAddress1[0]": "N/A",
        "3].P10_Line4a_FamilyName[0]": "Whitfield",
        "3].P10_Line5_Citizen[0]": True,
        "4].P7_OccupationFieldStudy1[2]": "Homemaker",
        r"6].P9_Line7\.b\.[0]": True,
        "8].P12_Line17f[1]": True,
        "8].P12_Line17f[0]": False,
        "9].P12_Line31[1]": True,
        "10].P12_SignatureApplicant[0]": "",
        "12].#area[13].Line1_AlienNumber[12]": "220456789",
        "12].P11_Line3C[0]": "4.d",
    }
    assert {key: found[f"form1[0].#subform[{key}"] for key in shown} == shown
    with pikepdf.open(BytesIO(_pdf(application))) as opened:
        assert "/XFA" not in opened.Root.AcroForm
        assert len(opened.pages) == 14


def _pdf(filled) -> bytes:
    return b"".join(plain_of(filled.file).pieces())


@pytest.mark.feature("F225")
def test_a_paper_that_is_asked_if_it_applies_says_with_which_answers():
    n400 = starters()["n400"]
    said = {paper.kind: paper.when for paper in course(n400).papers}
    assert said["court disposition"]["fact"] == "applicant.eligibility.arrested"
    for wrong in ({"fact": "applicant.sex"}, {"sometimes": "yes"}):
        papers = [{**one, "when": wrong} for one in n400["papers"] if one.get("when")]
        with pytest.raises(BadPlaybook):
            course({**n400, "papers": papers})
    # What is required anyway has no condition.
    papers = [{**one, "need": "required"} for one in n400["papers"]]
    with pytest.raises(BadPlaybook, match="so its need must be"):
        course({**n400, "papers": papers})
    known = {
        path for one in said.values() if one for path in paths_of(read_condition(one))
    }
    assert known and all(catalogue().entry(path) for path in known)


@pytest.mark.feature("F084", "F096")
def test_what_they_answer_decides_which_papers_they_must_send(ada, case, lourdes):
    papers = {one.request.kind: one.request for one in asked(ada, case)}
    arrested = papers["court disposition"]
    page = browser_of(lourdes)

    def to_send() -> str:
        told = text_of(page.get(reverse("portal:documents")))
        return told.split("To send")[1].split("If you have it")[0]

    assert arrested.name not in to_send()
    for person, name, value in (
        (arrested.person, "eligibility.arrested", "yes"),
        (None, "naturalization.basis", "spouse"),
    ):
        correct_answer(
            ada,
            case,
            person=person,
            place=(name, None),
            value=value,
            reason="They said",
        )
    wanted = [one.name for one in papers.values() if one.applies_when]
    owed = {name for name in wanted if name in to_send()}
    assert arrested.name in owed and len(owed) == 4
    assert len(wanted) > len(owed)
