"""Each part in a firm: what it is there for, and where it ends."""

import pytest

from harborlight.cases.actions import put_on_team
from harborlight.cases.queries import cases
from harborlight.documents.models import Version
from harborlight.documents.queries import asked
from harborlight.filings.queries import filings
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.staff.tests.desk import at
from harborlight.staff.tests.newcomers import NEW, checked, said
from tests.cast import join
from tests.whole_case import send_papers

PARTS = ("petitioner", "beneficiary")
EVERY = [str(role.label) for role in Role]


@pytest.mark.feature("F006", "F008")
@pytest.mark.parametrize("role", [Role.PARALEGAL, Role.CASE_MANAGER])
def test_who_keeps_a_case_going_asks_looks_through_and_fills(
    harbor, ada, maria, begun, role
):
    nora = join(harbor, "Nora", role)
    desk = at_the_desk(nora)
    paper = {"title_en": "Lease", "title_es": "Contrato", "need": "optional"}
    paper |= {
        "purpose_en": "It has both names.",
        "purpose_es": "Tiene los dos nombres.",
    }
    paper |= {"person": begun.petitioner.person.pk, "kind": "other"}
    desk.post(at("request-document", begun.case.pk), paper)
    assert "Lease" in [one.request.name for one in asked(maria, begun.case)]
    send_papers(maria, begun.case)
    version = Version.objects.filter(case=begun.case).first()
    desk.post(at("accept-version", version.pk))
    version.refresh_from_db()
    assert (version.state, version.reviewed_by_id) == ("accepted", nora.user_id)
    filing = filings(ada, begun.case).get()
    desk.post(at("fill-forms", filing.pk))
    assert filing.forms.get().filled.get().prepared_by_id == nora.user_id


@pytest.mark.feature("F007")
def test_intake_opens_a_case_and_fills_no_form(harbor, ada, begun):
    nora = join(harbor, "Nora", Role.INTAKE)
    desk = at_the_desk(nora)
    teo = {"family_name": "Sosa", "given_name": "Teo", "birth_date_year": "1971"}
    ann = {"family_name": "Lund", "given_name": "Ann", "birth_date_year": "1973"}
    typed = {f"petitioner-{name}": word for name, word in teo.items()}
    typed |= {f"beneficiary-{name}": word for name, word in ann.items()}
    typed |= {f"{part}-{name}": "" for part in PARTS for name in ("email", "phone")}
    desk.post(NEW, checked(desk, said(ada, **typed)) | {"step": "open"})
    assert "Teo Sosa and Ann Lund" in {one.title.split(":")[0] for one in cases(nora)}
    filing = filings(ada, begun.case).get()
    assert desk.post(at("fill-forms", filing.pk)).status_code == 403


@pytest.mark.feature("F011")
def test_client_services_read_what_a_client_asks_about_and_decide_nothing(
    harbor, maria, begun
):
    desk = at_the_desk(join(harbor, "Nora", Role.CLIENT_SERVICES))
    send_papers(maria, begun.case)
    version = Version.objects.filter(case=begun.case).first()
    for page in ("case", "case-documents", "case-answers", "case-activity"):
        answer = desk.get(at(page, begun.case.pk), follow=True)
        assert answer.status_code == 200, page
        assert "María Rivas Peña" in words(answer)
    assert desk.post(at("accept-version", version.pk)).status_code == 403
    assert desk.get(at("case-money", begun.case.pk)).status_code == 404


@pytest.mark.feature("F012")
def test_it_reads_jobs_and_the_log_and_finds_no_case(harbor, begun):
    desk = at_the_desk(join(harbor, "Tim", Role.IT))
    for page in ("jobs", "log", "looks"):
        assert desk.get(at(page)).status_code == 200
    for page in ("case", "case-documents", "case-answers", "case-money"):
        assert desk.get(at(page, begun.case.pk), follow=True).status_code == 404
    assert "Rivas" not in words(desk.get(at("log")))


@pytest.mark.feature("F015")
def test_outside_counsel_find_only_the_case_that_names_them(harbor, ada, begun):
    gus = join(harbor, "Gus", Role.OUTSIDE_COUNSEL)
    desk, page = at_the_desk(gus), at("case", begun.case.pk)
    assert desk.get(page).status_code == 404
    user = User.objects.get(pk=gus.user_id)
    put_on_team(ada, begun.case, user=user, part=Role.OUTSIDE_COUNSEL)
    assert desk.get(page).status_code == 200
    assert [one.pk for one in cases(gus)] == [begun.case.pk]


@pytest.mark.feature("F021")
def test_who_holds_which_part_is_read_in_one_list(harbor, ada, pat, ben):
    ines = join(harbor, "Ines", Role.FIRM_ADMINISTRATOR)
    page = words(at_the_desk(ines).get(at("members"))).split("<tbody>")[1]
    rows = {row.split("</a>")[0].split(">")[-1]: row for row in page.split("<tr>")[1:]}
    parts = {"Ada": "Attorney", "Ben": "Finance", "Pat": "Partner"}
    assert set(rows) == {*parts, "Ines"}
    for name, part in (parts | {"Ines": "Firm administrator"}).items():
        assert [one for one in EVERY if f">{one}<" in rows[name]] == [part]


@pytest.mark.feature("F310")
@pytest.mark.parametrize(
    ("language", "may_not", "who_may"),
    [
        (
            "en",
            "Your part in this firm does not allow it.",
            "Those who work on the case record what was sent.",
        ),
        (
            "es",
            "Su función en este despacho no lo permite.",
            "Quienes trabajan en el caso anotan lo que se envió.",
        ),
    ],
)
def test_whoever_may_not_reads_why_in_their_own_language(
    harbor, ada, paul, begun, language, may_not, who_may
):
    spoken = {"accept-language": language}
    answer = at_the_desk(paul).post(at("close-case", begun.case.pk), headers=spoken)
    assert answer.status_code == 403 and may_not in words(answer)
    assert "Paul may not" not in words(answer)
    filing = filings(ada, begun.case).get()
    auditor = at_the_desk(join(harbor, "Una", Role.AUDITOR))
    answer = auditor.get(at("correct-sent", filing.pk), headers=spoken)
    assert answer.status_code == 403 and who_may in words(answer)
