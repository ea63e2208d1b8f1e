"""Files are called by the firm's pattern, and lie in folders that can be downloaded."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from harborlight.documents.actions import return_version, set_names
from harborlight.documents.models import Version
from harborlight.documents.naming import folder
from harborlight.documents.queries import filed_name
from harborlight.firm.models import Event
from harborlight.firm.vault.stored import plain_of
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.pages import text
from tests.whole_case import begin, furnish, send_papers


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    send_papers(maria, begun.case)
    return begun


def passport(kind="passport"):
    rows = Version.objects.select_related("document__person", "case")
    return rows.get(document__kind=kind)


@pytest.mark.feature("F002", "F039", "F085")
def test_a_file_is_called_by_the_pattern_of_its_kind_of_case(pat, ada, begun):
    assert filed_name(passport()).startswith("2026-0001 Rivas Peña - ")
    set_names(pat, playbook="", name="{kind} {version}", folders="")
    assert filed_name(passport()) == "Passport 2.pdf".replace("2", "1")
    set_names(pat, playbook="i130-spouse", name="{given name} {kind}", folders="")
    assert filed_name(passport()) == "María Passport.pdf"
    got = at_the_desk(ada).get(reverse("staff:version-file", args=[passport().pk]))
    assert "Mar%C3%ADa%20Passport.pdf" in got["Content-Disposition"]


@pytest.mark.feature("F039", "F085")
def test_the_folder_of_a_case_is_downloaded_as_it_is_shown(pat, ada, begun):
    set_names(pat, playbook="", name="{title}", folders="{family name}/{kind}")
    return_version(ada, passport("shared life"), reason="blurry", comment="Again.")
    desk, case = at_the_desk(ada), begun.case
    shown = text(desk.get(reverse("staff:case-folder", args=[case.pk])))
    assert "Rivas Peña/Passport" in shown and "Shared life" not in shown
    answer = desk.get(reverse("staff:case-bundle", args=[case.pk]))
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as bundle:
        assert bundle.testzip() is None
        files = folder(ada, case)
        assert bundle.namelist() == [one.path for one in files]
        assert all(name.startswith("Rivas Peña/") for name in bundle.namelist())
        for one in files:
            assert bundle.read(one.path) == b"".join(
                plain_of(one.version.file).pieces()
            )
    assert Event.objects.filter(kind="file.downloaded", case_id=case.pk).count() == 1


def test_an_empty_folder_says_so(ada, clock):
    furnish(clock)
    case = begin(ada).case
    desk = at_the_desk(ada)
    there = reverse("staff:case-bundle", args=[case.pk])
    assert "There is nothing to download yet." in text(desk.get(there, follow=True))
    assert not Event.objects.filter(kind="file.downloaded").exists()


@pytest.mark.feature("F085")
def test_the_office_sees_an_example_and_an_unknown_word_is_refused(pat, ada, begun):
    desk, page = at_the_desk(pat), reverse("staff:naming")
    assert "2026-0007/Rivas Peña María/2026-0007 Rivas Peña - Passport v2.pdf" in text(
        desk.get(page)
    )
    said = {"playbook": "", "name": "{surname} {title}", "folders": ""}
    wrong = desk.post(page, said)
    assert wrong.status_code == 422
    assert "There is no word {surname}." in text(wrong)
    assert "{surname} {title}" in wrong.content.decode()
    said |= {"name": "{family name} {date}", "look": "yes"}
    assert "Rivas Peña 2024-03-02.pdf" in text(desk.post(page, said))
    assert filed_name(passport()).startswith("2026-0001"), "only an example"
    del said["look"]
    assert "Files are called so" in text(desk.post(page, said, follow=True))
    assert filed_name(passport()) == "Rivas Peña 2020-01-02.pdf"
    assert at_the_desk(ada).get(page).status_code == 404
