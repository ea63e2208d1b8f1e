"""One person is the same on every form of an envelope, and a signed form has its pages."""

import pytest

from harborlight.cases.models import Party
from harborlight.documents.models import Version
from harborlight.filings.actions import (
    approve_form,
    fill_forms,
    plan_filing,
    share_envelope,
    type_over,
)
from harborlight.filings.models import FilledBoxes, FilledForm, Signing
from harborlight.filings.preflight import preflight, record_of
from harborlight.filings.tests.test_preflight import (
    DAY,
    found,
    ready,  # noqa: F401
)
from harborlight.firm.models import StoredFile


def stands(filing, *boxes):
    """What stands on its form: [text, path of the fact] each."""
    rows = [[str(n), text, [path]] for n, (text, path) in enumerate(boxes)]
    written = FilledBoxes.objects.get(filled__needed__filing=filing)
    written.boxes = rows
    written.save()


@pytest.fixture
def second(ada, paul, ready):  # noqa: F811
    """Another practice petition in the same envelope."""
    other = plan_filing(paul, ready.case, name="Second", forms=[("HL-1", "")])
    approve_form(ada, fill_forms(paul, other)[0], despite_open=True)
    share_envelope(paul, other, within=ready)
    return other


@pytest.mark.feature("F117", "F119")
@pytest.mark.parametrize(
    ("name", "one", "other", "code"),
    [
        ("a_number", "A075123456", "075-123-457", "differs"),
        ("a_number", "A075123456", "75123456", ""),
        ("ssn", "123-45-6789", "123456780", "differs"),
        ("ssn", "123-45-6789", "123456789", ""),
        ("uscis_account", "001234567890", "001234567891", "differs"),
        ("admission.i94", "123456789A1", "123456789A2", "differs"),
        ("passport.number", "E 12345", "E12346", "differs"),
        ("birth.date", "03/09/1984", "09/03/1984", "differs"),
        ("name.family", "Rivas Peña", "Gómez", "differs"),
        # Ordinary variants of one name: another sound in Latin letters, one of two names.
        ("name.given", "Mohammed", "Muhamad", "spelled"),
        ("name.family", "Rivas Peña", "Rivas", "spelled"),
        ("name.family", "Rivas Peña", "RIVAS PENA", ""),
    ],
)
def test_one_person_is_compared_in_whatever_part_they_stand_on_a_form(
    ada,
    ready,  # noqa: F811
    second,
    name,
    one,
    other,
    code,
):
    party = Party.objects.get(case=ready.case, part="petitioner")
    Party.objects.create(
        firm=ready.firm, case=ready.case, person=party.person, part="sponsor"
    )
    stands(ready, (one, f"petitioner.{name}"))
    stands(second, (other, f"sponsor.{name}"))
    codes = {"differs", "spelled"} & found(ada, ready).keys()
    assert codes == ({code} if code else set())
    if code:
        said = found(ada, ready)[code]
        assert "María Rivas Peña" in said.what
        assert said.is_hard == (code == "differs")
    # Of somebody else the same may be another.
    stands(second, (other, f"beneficiary.{name}"))
    assert not {"differs", "spelled"} & found(ada, ready).keys()


@pytest.mark.feature("F117", "F119")
def test_a_number_of_which_two_forms_differ_is_not_written_out(ada, ready, second):  # noqa: F811
    stands(ready, ("123-45-6789", "petitioner.ssn"))
    stands(second, ("123-45-6780", "petitioner.ssn"))
    said = found(ada, ready)["differs"].what
    assert "6789 (HL-1 (HL-1))" in said and "6780 (HL-1 (Second))" in said
    assert "123-45" not in said


@pytest.mark.feature("F116", "F119")
def test_what_was_typed_over_a_box_is_compared_even_where_nobody_had_answered(
    ada,
    paul,
    ready,  # noqa: F811
    second,
):
    box = "HL1[0].Page1[0].Pt1Line1_AlienNumber[0]"
    for filing, number in ((ready, "075123456"), (second, "075123457")):
        filled = FilledForm.objects.get(needed__filing=filing, state="approved")
        type_over(ada, filled, box=box, value=number, reason="Her card says so")
    said = found(ada, ready)["differs"]
    assert "(A-Number) (María Rivas Peña)" in said.what


@pytest.mark.feature("F119")
def test_a_signed_scan_that_lacks_a_page_is_a_hard_stop(ada, ready):  # noqa: F811
    form = FilledForm.objects.get(needed__filing=ready)
    scan = Version.objects.filter(document__request=form.signings.get().request)
    assert not {"scan short", "scan long"} & found(ada, ready).keys()
    scan.update(pages=form.pages - 1)
    stop = found(ada, ready)["scan short"]
    assert stop.is_hard and stop.where == "Form HL-1"
    assert stop.what == "Pages of the signed scan: 1. Pages of what was printed: 2."
    scan.update(pages=form.pages + 1)
    more = found(ada, ready)["scan long"]
    assert not more.is_hard and "Pages of the signed scan: 3." in more.what
    # Our own file of the form says nothing of the paper that was signed.
    FilledForm.objects.update(pages=form.pages + 1)
    assert "scan long" not in found(ada, ready)


@pytest.mark.feature("F119")
def test_forms_that_were_scanned_together_have_their_pages_together(
    ada,
    paul,
    maria,
    ready,  # noqa: F811
    second,
):
    from tests.whole_case import accept_papers, send_papers

    send_papers(maria, ready.case)
    accept_papers(paul, ready.case)
    signings = Signing.objects.filter(filled__state="approved")
    scans = Version.objects.filter(
        document__request__in=[one.request_id for one in signings]
    )
    files = StoredFile.objects.filter(pk__in=[one.file_id for one in scans])
    files.update(sha256="2" * 64)
    scans.update(pages=3)  # two forms of two pages each
    rows = preflight(record_of(ada, second, on=DAY), on=DAY)
    (stop,) = (one for one in rows if one.code == "scan short")
    assert stop.where == "Form HL-1 (HL-1), HL-1 (Second)"
    assert "scan: 3. Pages of what was printed: 4." in stop.what
    scans.update(pages=4)
    assert "scan short" not in found(ada, second)
