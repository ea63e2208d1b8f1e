"""Files put in order at the desk: split, put together, turned, redacted; and what came stays."""

import errno
import io
from contextlib import suppress

import pikepdf
import pytest
from django.urls import reverse
from django.utils import translation

from harborlight.documents.actions import (
    About,
    Checked,
    accept_version,
    receive_document,
    withdraw_request,
)
from harborlight.documents.models import MadeFrom, Version, pages_in_words
from harborlight.documents.queries import asked, asked_once, get_version, to_review
from harborlight.firm.models import Event
from harborlight.firm.vault.events import words_of
from harborlight.firm.vault.stored import keep_bytes, plain_of
from harborlight.outside import folder as folders
from harborlight.outside.storage import StorageDown
from harborlight.papers.tests import honest
from harborlight.papers.tests.test_arranging import seen, texts
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.staff.tests.desk import at
from harborlight.staff.tests.test_review import text


def sent(client, request, data, kind="pdf", pages=1):
    file = keep_bytes(client.firm, request.case_id, data)
    checked = Checked(file, f"scan.{kind}", kind, pages)
    about = About(country="SV", language="en")
    return receive_document(client, request, checked=checked, about=about)


def opened_words(event):
    return words_of(event.firm, [event])[event.pk]


def bytes_of(version):
    with plain_of(version.file).opened() as file:
        return file.read()


@pytest.fixture
def wanted(maria, begun):
    """What Maria is asked for: a paper to send, and others."""
    return [one.request for one in asked(maria, begun.case)]


@pytest.mark.feature("F110")
def test_a_file_with_several_papers_is_split_and_stays_as_it_came(
    paul, maria, begun, wanted
):
    data = honest.pdf(pages=5)
    version = sent(maria, wanted[0], data, pages=5)
    desk, split = at_the_desk(paul), at("split-version", version.pk)
    page = desk.get(split)
    assert page.content.decode().count('loading="lazy"') == 5
    # Nothing said, or a new paper without a name, is refused and nothing is lost.
    assert "there is nothing to split" in text(desk.post(split, {"page_1": "this"}))
    wrong = desk.post(split, {"page_1": "this", "page_3": "new1"})
    assert wrong.status_code == 422 and "Write what this paper is" in text(wrong)
    said = {"page_1": "this", "page_2": str(wanted[1].pk), "page_4": "new1"}
    said |= {"page_5": "out", "new1_title": "A letter of her bank"}
    done = desk.post(split, said, follow=True)
    assert "Each page is where it belongs now." in text(done)
    version.refresh_from_db()
    assert version.state == "arranged" and bytes_of(version) == data
    made = [one.version for one in MadeFrom.objects.order_by("version__uploaded_at")]
    assert [texts(bytes_of(one)) for one in made] == [
        *(["Page 1"], ["Page 2", "Page 3"], ["Page 4"]),
    ]
    assert [one.document.called for one in made] == [
        *(wanted[0].name, wanted[1].name, "A letter of her bank"),
    ]
    assert {*to_review(paul)} == {*made}
    assert made[1].said["country"] == "SV"
    # It is told where each comes from, and the log has the hashes of both.
    page = text(desk.get(at("review-version", made[1].pk)))
    assert f"{wanted[0].name}, version 1 , pages 2-3" in page and "Paul" in page
    assert f"{wanted[1].name}, version 1" in text(
        desk.get(at("review-version", version.pk))
    )
    event = Event.objects.get(kind="document.split")
    words = opened_words(event)
    assert words["sources"][1] == {
        "version": version.key, "sha256": version.file.sha256, "pages": [2, 3],
    }  # fmt: skip
    assert {one["sha256"] for one in words["made"]} == {one.file.sha256 for one in made}


def test_what_is_split_while_another_decides_or_withdraws_changes_nothing(
    ada, paul, maria, begun, wanted
):
    version = sent(maria, wanted[0], honest.pdf(pages=2), pages=2)
    desk, split = at_the_desk(paul), at("split-version", version.pk)
    said = {"page_1": "this", "page_2": str(wanted[1].pk)}
    withdraw_request(ada, wanted[1])
    assert desk.post(split, said).status_code == 422
    accept_version(ada, get_version(ada, version.pk))
    # Of an accepted one what stays is accepted too; the file is not in the queue again.
    said["page_2"] = str(wanted[2].pk)
    desk.post(split, said)
    version.refresh_from_db()
    assert version.state == "accepted"
    assert asked_once(ada, wanted[0]).is_done
    assert [one.document.request for one in to_review(paul)] == [wanted[2]]


@pytest.mark.feature("F110")
def test_a_paper_and_its_translation_in_one_file_become_its_parts(
    paul, maria, begun, wanted
):
    file = keep_bytes(maria.firm, begun.case.pk, honest.pdf(pages=3))
    checked, about = Checked(file, "all.pdf", "pdf", 3), About(language="es")
    version = receive_document(maria, wanted[0], checked=checked, about=about)
    said = {"page_1": "this", "page_2": "translation", "page_3": "certificate"}
    at_the_desk(paul).post(at("split-version", version.pk), said)
    made = [*to_review(paul)]
    assert [one.slot for one in made] == ["original", "translation", "certificate"]
    for one in made:
        accept_version(paul, get_version(paul, one.pk))
    assert asked_once(maria, wanted[0]).is_done


def test_the_whole_of_it_elsewhere_asks_for_this_paper_again(
    paul, maria, begun, wanted
):
    version = sent(maria, wanted[0], honest.pdf(pages=2), pages=2)
    said = {"page_1": str(wanted[1].pk), "page_2": str(wanted[2].pk)}
    at_the_desk(paul).post(at("split-version", version.pk), said)
    assert asked_once(maria, wanted[0]).state == "asked"
    assert asked_once(maria, wanted[1]).state == "received"
    assert asked_once(maria, wanted[2]).state == "received"


@pytest.mark.feature("F110")
def test_front_and_back_sent_as_two_become_one(paul, maria, begun, wanted):
    front = sent(maria, wanted[0], honest.photo(), "jpeg")
    back = sent(maria, wanted[1], honest.pdf(pages=2), pages=2)
    desk, join = at_the_desk(paul), at("put-together", front.pk)
    assert desk.get(join).status_code == 200
    places = {f"place_{front.key}": "1", f"place_{back.key}": "1"}
    assert "Two files have the same place" in text(desk.post(join, places))
    alone = desk.post(join, {f"place_{front.key}": "1"})
    assert "Choose at least one more file" in text(alone)
    done = desk.post(join, places | {f"place_{back.key}": "2"}, follow=True)
    assert told(done) == ["The files are one now, in a new version."]
    new = done.context["version"]
    assert (new.document.request, new.pages, new.kind) == (wanted[0], 3, "pdf")
    assert texts(bytes_of(new))[1:] == ["Page 1", "Page 2"]
    assert [*to_review(paul)] == [new]
    assert asked_once(maria, wanted[1]).state == "asked"
    assert bytes_of(front) == honest.photo()


def test_pages_are_turned_in_a_new_version(paul, maria, begun, wanted):
    version = sent(maria, wanted[0], honest.pdf(pages=2), pages=2)
    desk, turn = at_the_desk(paul), at("turn-pages", version.pk)
    assert "Choose which page to turn" in text(desk.post(turn, {"every": ""}))
    done = desk.post(turn, {"every": "180", "page_2": "90"}, follow=True)
    new = done.context["version"]
    assert (new.number, new.pages) == (2, 2)
    data = bytes_of(new)
    assert [seen(data, n).size for n in (1, 2)] == [(612, 792), (792, 612)]
    version.refresh_from_db()
    assert version.state == "arranged" and [*to_review(paul)] == [new]
    # Pressed twice it is done once: the page was of a file that waited.
    again = desk.post(turn, {"every": "90", "was": "received"}, follow=True)
    assert "nothing was changed" in text(again)
    assert Version.objects.count() == 2


@pytest.mark.feature("F110")
def test_a_redacted_copy_is_a_paper_of_its_own_without_what_was_hidden(
    ada, paul, maria, begun, wanted
):
    data = honest.pdf(pages=2)
    version = sent(maria, wanted[0], data, pages=2)
    desk, redact = at_the_desk(paul), at("redact-version", version.pk)

    def said(*boxes):
        rows = {"box-TOTAL_FORMS": len(boxes), "box-INITIAL_FORMS": 0}
        for at_, one in enumerate(boxes):
            names = ("page", "left", "top", "width", "height")
            rows |= {f"box-{at_}-{n}": v for n, v in zip(names, one, strict=True)}
        return rows

    empty = said(("",) * 5)
    assert "draw at least one box" in text(desk.post(redact, empty))
    assert "2 pages only" in text(desk.post(redact, said((3, 10, 10, 10, 10))))
    assert "Box 1" in text(desk.post(redact, said((1, 10, "x", 10, 10))))
    done = desk.post(redact, said((1, 5, 15, 90, 15)), follow=True)
    assert "This is the redacted copy" in text(done) and "Redacted copy" in text(done)
    copy = done.context["version"]
    assert copy.document.title.endswith("(redacted copy)")
    assert (copy.document.request, copy.state) == (None, "accepted")
    # Pressed twice it is made once; what somebody else made meanwhile is told of.
    twice = said((1, 5, 15, 90, 15)) | {"copies": "0"}
    again = desk.post(redact, twice, follow=True)
    assert again.context["version"] == copy and "not made twice" in text(again)
    other = at_the_desk(ada).post(redact, twice)
    assert "Paul has made a redacted copy of this meanwhile" in text(other)
    assert 'name="copies" value="1"' in words(other) and "data-drawn" in words(other)
    assert MadeFrom.objects.count() == 1
    with translation.override("es"):
        assert copy.document.called.endswith("(copia con partes ocultas)")
    made = bytes_of(copy)
    assert texts(made) == ["", ""]
    whole = made
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                with suppress(pikepdf.PdfError):
                    whole += thing.read_bytes()
    assert b"Page 1" not in whole
    box = (40, 130, 560, 225)
    assert seen(made).crop(box).convert("L").getextrema()[1] < 40
    # What came waits as it did, and is as it was.
    version.refresh_from_db()
    assert version.state == "received" and bytes_of(version) == data
    event = opened_words(Event.objects.get(kind="document.redacted"))
    assert event["sources"][0]["sha256"] == version.file.sha256


def test_a_file_whose_pages_cannot_be_read_says_so_and_stays(paul, maria, wanted):
    version = sent(maria, wanted[0], b"%PDF-1.7 broken", pages=2)
    said = {"page_1": "this", "page_2": str(wanted[1].pk)}
    desk = at_the_desk(paul)
    done = desk.post(at("split-version", version.pk), said, follow=True)
    (why,) = told(done)
    assert "could not be worked on" in why
    version.refresh_from_db()
    assert version.state == "received" and not MadeFrom.objects.exists()
    assert Version.objects.count() == 1


@pytest.mark.feature("F109")
def test_the_client_reads_at_the_paper_what_became_of_it(paul, maria, begun, wanted):
    version = sent(maria, wanted[0], honest.pdf(pages=2), pages=2)
    desk = at_the_desk(paul)
    desk.post(at("turn-pages", version.pk), {"every": "90"})
    new = to_review(paul).get()
    comment = "The third page is missing. Please send it too."
    desk.post(
        at("return-version", new.pk), {"reason": "pages missing", "comment": comment}
    )
    page = browser_of(maria).get(reverse("portal:document", args=[wanted[0].key]))
    assert comment in text(page)
    assert "Please send another copy" in text(page)


@pytest.mark.parametrize(
    ("pages", "words"),
    [([1], "1"), ([1, 2, 3, 5], "1-3, 5"), ([3, 1, 2], "3, 1-2"), ([], "")],
)
def test_pages_are_said_as_people_say_them(pages, words):
    assert pages_in_words(pages) == words


@pytest.mark.feature("F110")
def test_a_whole_file_never_becomes_the_paper_of_somebody_else(
    paul, maria, omar, begun, wanted
):
    """Only the pages that are theirs: what else came with them is the sender's own."""
    omars = next(one.request for one in asked(omar, begun.case))
    version = sent(maria, wanted[0], honest.pdf(pages=3), pages=3)
    said = {"page_1": str(omars.pk), "page_2": "new1", "page_3": str(wanted[1].pk)}
    said["new1_title"] = "A letter of her bank"
    at_the_desk(paul).post(at("split-version", version.pk), said)
    version.refresh_from_db()
    assert version.state == "arranged"
    assert version.document.person == begun.petitioner.person
    his = Version.objects.visible_to(omar).filter(document__request=omars)
    assert [(one.pages, texts(bytes_of(one))) for one in his] == [(1, ["Page 1"])]
    whole = reverse("portal:version-file", args=[version.key])
    assert browser_of(omar).get(whole).status_code == 404
    assert browser_of(maria).get(whole).status_code == 200


def test_pages_that_are_all_of_somebody_else_leave_the_file_where_it_came(
    paul, maria, omar, begun, wanted
):
    his = next(one.request for one in asked(omar, begun.case))
    version = sent(maria, wanted[0], honest.pdf(pages=3), pages=3)
    said = {"page_1": str(his.pk), "page_2": str(his.pk), "page_3": "out"}
    at_the_desk(paul).post(at("split-version", version.pk), said)
    version.refresh_from_db()
    assert version.state == "arranged" and version.document.request == wanted[0]
    # She is asked for hers as before, on her own page and on the list.
    assert asked_once(maria, wanted[0]).state == "asked"
    browser = browser_of(maria)
    for where in (
        reverse("portal:document", args=[wanted[0].key]),
        reverse("portal:documents"),
        reverse("portal:guide", args=[begun.case.key, 1]),
    ):
        page = browser.get(where)
        assert page.status_code == 200, where
    assert "Not sent yet" in text(browser.get(reverse("portal:documents")))
    # What came later is hers, and is looked at as ever.
    sent(maria, wanted[0], honest.pdf(), pages=1)
    assert asked_once(maria, wanted[0]).state == "received"


@pytest.mark.parametrize("trouble", [OSError(errno.ENOSPC, "full"), StorageDown("no")])
def test_where_nothing_can_be_kept_nothing_is_put_in_order_and_it_is_said(
    paul, maria, begun, wanted, monkeypatch, trouble
):
    version = sent(maria, wanted[0], honest.pdf(pages=2), pages=2)
    other = sent(maria, wanted[1], honest.pdf(), pages=1)
    desk = at_the_desk(paul)
    split = {"page_1": "this", "page_2": str(wanted[1].pk)}
    deeds = (
        ("split-version", split),
        ("turn-pages", {"page_1": "90"}),
        ("put-together", {f"place_{version.key}": "1", f"place_{other.key}": "2"}),
    )

    def broken(*_asked):
        raise trouble

    events = Event.objects.count()
    for name, said in deeds:
        with monkeypatch.context() as store:
            store.setattr(folders._FolderWriter, "_write", broken)
            answer = desk.post(at(name, version.pk), said)
        assert answer.status_code in (503, 507), name
        assert "nothing was changed" in text(answer), name
        assert f'href="{at(name, version.pk)}"' in answer.content.decode()
    version.refresh_from_db()
    assert version.state == "received" and not MadeFrom.objects.exists()
    assert Event.objects.count() == events
