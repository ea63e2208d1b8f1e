"""Papers are found on a page by their words: by those who may see them, and nobody else."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from harborlight.cases.actions import change_access, change_sensitivity, raise_wall
from harborlight.documents.actions import WasRead, accept_version, keep_reading
from harborlight.documents.tests.test_indexing import read, send, work
from harborlight.firm.ids import new_id, shown
from harborlight.firm.models import User
from harborlight.packets.models import Exhibit, Packet
from harborlight.papers.page_text import PageText, Word
from harborlight.search.index import index_of
from harborlight.search.models import SavedSearch
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from tests.whole_case import MARIA, OMAR, begin

PAPERS = "/staff/search/papers/"


def plain(page) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", words(page))).split())


@pytest.fixture
def version(ada, harbor, begun, searchable, settings):
    """A paper of the case that was read: its pages are LETTER."""
    settings.READING = False
    sent = send(ada, begun, country="PT", language="pt", tags=("original",))
    work(harbor)
    yield sent
    index_of(harbor.pk).drop()


@pytest.mark.feature("F113", "F081")
def test_a_paper_is_found_with_its_page_and_the_words_marked(paul, version):
    desk = at_the_desk(paul)
    page = desk.get(PAPERS, {"q": "LISBÓN met"})
    assert "The couple <mark>met</mark> in <mark>Lisbon</mark>." in words(page)
    address = reverse("staff:review-version", args=[version.pk])
    assert f'href="{address}?page=1&amp;q=LISB%C3%93N+met"' in words(page)
    assert version.case.number in plain(page)
    page = desk.get(PAPERS, {"q": '"photographs of the wedding"', "tag": "original"})
    assert f'href="{address}?page=2&amp;q=%22photographs' in words(page)
    for others in (
        {"tag": "copy"},
        {"country": "MX"},
        {"written": "es"},
        {"state": "accepted"},
        {"since": "1990-01-01"},
        {"q": "lisbon -met"},
        {"q": "zeppelin"},
    ):
        page = desk.get(PAPERS, {"q": "lisbon"} | others)
        assert "No paper has all of this" in plain(page), others
    assert "Only in" in plain(desk.get(PAPERS, {"case": version.case.key}))


@pytest.mark.feature("F113")
def test_whatever_the_address_says_there_is_a_page(paul, version):
    desk = at_the_desk(paul)
    for asked in (
        {"q": '"', "page": "-1"},
        {"q": "a*b* -", "page": "99999"},
        {"since": "yesterday", "country": "<script>", "kind": "none"},
        {"case": "nobody", "person": shown(new_id())},
        {"q": "x" * 400, "tag": "y" * 400},
    ):
        assert desk.get(PAPERS, asked).status_code == 200, asked


def test_marks_are_made_of_text_and_not_of_what_a_paper_says(paul, harbor, version):
    read(version, ["<script>lisbon</script> & <b>lisbon</b>"])
    work(harbor)
    page = words(at_the_desk(paul).get(PAPERS, {"q": "lisbon"}))
    assert "&lt;script&gt;<mark>lisbon</mark>&lt;/script&gt; &amp; &lt;b&gt;" in page


@pytest.mark.feature("F044")
def test_what_is_walled_off_is_not_found_and_nothing_tells_of_it(
    ada, paul, pat, version, begun
):
    desk, nothing = at_the_desk(paul), "No paper has all of this"
    assert "Lisbon" in words(desk.get(PAPERS, {"q": "couple"}))
    raise_wall(
        ada, begun.case, user=User.objects.get(pk=paul.user_id), reason="A cousin"
    )
    for asked in ({"q": "couple"}, {}, {"case": begun.case.key}, {"q": "rivas"}):
        page = plain(desk.get(PAPERS, asked))
        assert nothing in page, asked
        assert begun.case.number not in page, asked
    ask = reverse("staff:ask-papers", args=[begun.case.pk])
    assert desk.get(ask, {"q": "couple"}).status_code == 404
    assert "Lisbon" in words(at_the_desk(pat).get(PAPERS, {"q": "couple"}))


@pytest.mark.feature("F044")
def test_a_case_of_its_team_is_found_by_its_team(ada, paul, version, begun):
    change_access(ada, begun.case, access="team")
    assert "No paper" in plain(at_the_desk(paul).get(PAPERS, {"q": "couple"}))
    assert "Lisbon" in words(at_the_desk(ada).get(PAPERS, {"q": "couple"}))


@pytest.mark.feature("F044")
def test_another_firm_finds_nothing(rita, version):
    page = at_the_desk(rita).get(PAPERS, {"q": "couple"})
    assert "There is no index of the papers yet" in plain(page)


def test_a_number_of_somebody_stands_in_no_address(paul, harbor, version):
    read(version, ["Alien number A 087 654 321 of the couple"])
    work(harbor)
    desk = at_the_desk(paul)
    answer = desk.post(PAPERS, {"q": "087 654 321"})
    assert answer.status_code == 200
    assert "<mark>087</mark> <mark>654</mark>" in words(answer)
    answer = desk.post(PAPERS, {"q": "couple number", "country": "PT"})
    assert answer.headers["Location"] == f"{PAPERS}?q=couple+number&country=PT"


@pytest.mark.feature("F113")
def test_a_search_is_saved_shared_renamed_and_deleted(paul, pat, version):
    desk, other = at_the_desk(paul), at_the_desk(pat)
    search = urlencode({"q": "couple", "country": "PT"})
    said = {"name": "Portugal", "shared": "on", "search": search}
    desk.post("/staff/search/papers/save/", said)
    [saved] = SavedSearch.objects.all()
    assert (saved.words, saved.narrowed, saved.shared) == (
        "couple",
        {"country": "PT"},
        True,
    )
    assert f'href="?{search}">Portugal<'.replace("&", "&amp;") in words(
        other.get(PAPERS)
    )
    assert "Shared by Paul" in plain(other.get(PAPERS))
    own = reverse("staff:saved-search", args=[saved.pk])
    assert "Only they can change it" in plain(other.get(own))
    assert other.post(own, {"name": "Mine now"}).status_code == 403
    desk.post(own, {"name": "Lisbon"})
    assert other.get(own).status_code == 404
    assert "Shared by" not in plain(other.get(PAPERS))
    assert ">Lisbon</a>" in words(desk.get(PAPERS))
    assert desk.post(own, {"name": ""}).status_code == 422
    desk.post(reverse("staff:delete-search", args=[saved.pk]))
    assert not SavedSearch.objects.exists()


def test_a_name_is_asked_for(paul, version):
    answer = at_the_desk(paul).post(
        "/staff/search/papers/save/", {"name": "", "search": "q=couple"}
    )
    assert answer.status_code == 422
    assert "Give the search a name" in plain(answer)


def test_more_papers_than_a_page_has_are_on_the_next(paul, ada, harbor, begun, version):
    other = begin(
        ada,
        playbook="practice-spouse",
        petitioner=replace(MARIA, email="m@example.org"),
        beneficiary=replace(OMAR, email="o@example.org"),
    )
    for case in (begun, other):
        for which in range(2):
            for _ in range(6):
                send(ada, case, which)
    work(harbor)
    desk = at_the_desk(paul)
    first = words(desk.get(PAPERS, {"q": "couple", "earlier": "on"}))
    second = words(desk.get(PAPERS, {"q": "couple", "earlier": "on", "page": "2"}))
    assert first.count("<mark>couple</mark>") == 20
    assert second.count("<mark>couple</mark>") == 5
    assert "&amp;earlier=on" in first


@pytest.mark.feature("F113")
def test_the_papers_of_a_case_are_asked(paul, version, begun):
    desk = at_the_desk(paul)
    ask = reverse("staff:ask-papers", args=[begun.case.pk])
    assert "Your question" in plain(desk.get(ask))
    page = desk.get(ask, {"q": "When were they married?"})
    assert "They were <mark>married</mark> on May 4, 2019, in Porto." in words(page)
    picture = reverse("staff:version-page", args=[version.pk, 1])
    assert f'src="{picture}?zoom=s"' in words(page)
    marks = reverse("staff:page-marks", args=[version.pk, 1])
    assert f'src="{marks}?q=When%20were%20they%20married%3F"' in words(page)
    page = desk.get(ask, {"q": "Any zeppelins?"})
    assert "The papers of this case do not speak of it" in plain(page)
    assert "only words that every text has" in plain(desk.get(ask, {"q": "who is it"}))


def test_the_words_are_marked_on_the_picture_of_the_page(clock, ada, paul, version):
    words_there = [
        Word("They", 0.1, 0.2, 0.15, 0.22),
        Word("married,", 0.2, 0.2, 0.3, 0.225),
    ]
    texts = [PageText(1, "They married,", words_there, by="layer")]
    keep_reading(clock, version, found=WasRead(texts))
    marks = reverse("staff:page-marks", args=[version.pk, 1])
    picture = at_the_desk(paul).get(
        marks, {"q": "When did they marry, or get married?"}
    )
    assert picture.headers["Content-Type"] == "image/svg+xml"
    drawn = '<rect x="198" y="198" width="104" height="29"'
    assert (words(picture).count("<rect"), drawn in words(picture)) == (1, True)
    assert "<rect" not in words(at_the_desk(paul).get(marks, {"q": "zeppelin"}))


@pytest.mark.feature("F113", "F096")
def test_whoever_comes_from_a_search_sees_its_words_marked_on_the_paper(paul, version):
    desk = at_the_desk(paul)
    address = reverse("staff:review-version", args=[version.pk])
    marks = reverse("staff:page-marks", args=[version.pk, 1])
    page = words(desk.get(address, {"page": 1, "q": "wedding"}))
    assert f'src="{marks}?q=wedding"' in page and "Marked: <mark>wedding</mark>" in page
    # However they look at it, they stay; and they can go.
    assert "?page=1&amp;turn=90&amp;q=wedding" in page
    assert 'href="?page=1">Without marks' in page
    for q in ("", "A123456789", "someone@example.org"):
        page = words(desk.get(address, {"page": 1, "q": q}))
        assert marks not in page and "Marked" not in page


def test_a_word_that_is_not_wanted_is_not_marked(clock, ada, paul, version):
    there = [Word("Lisbon", 0.1, 0.2, 0.15, 0.22), Word("met", 0.2, 0.2, 0.3, 0.22)]
    texts = [PageText(1, "Lisbon met", there, by="layer")]
    keep_reading(clock, version, found=WasRead(texts))
    marks = reverse("staff:page-marks", args=[version.pk, 1])
    picture = at_the_desk(paul).get(marks, {"q": "lisbon -met"})
    assert words(picture).count("<rect") == 1


def test_of_a_sensitive_case_nobody_says_that_its_papers_do_not_speak_of_it(
    paul, ada, version
):
    case = version.case
    change_sensitivity(ada, case, is_sensitive=True)
    desk = at_the_desk(paul)
    ask = reverse("staff:ask-papers", args=[case.pk])
    for page in (
        desk.get(ask, {"q": "When were they married?"}),
        desk.get(PAPERS, {"q": "lisbon", "case": case.key}),
    ):
        assert "The papers of this case are not read" in plain(page)
        assert "do not speak of it" not in plain(page)
        assert "No paper has" not in plain(page) and "<mark>" not in words(page)


@pytest.mark.feature("F106", "F113")
def test_papers_that_were_found_go_into_a_packet_of_their_case(
    paul, ada, begun, version
):
    accept_version(paul, version)
    desk, case = at_the_desk(paul), version.case
    page = desk.get(PAPERS, {"q": "lisbon"})
    assert f'href="?q=lisbon&case={case.key}">{case.number}' in words(page)
    page = words(desk.get(PAPERS, {"q": "lisbon", "case": case.key}))
    new = reverse("staff:new-packet", args=[case.pk])
    assert f'<form action="{new}"' in page and f'value="{version.key}"' in page
    said = {
        "name": "Petition", "purpose": "filing", "destination": "eoir",
        "numbering": "letters",
    }  # fmt: skip
    there = desk.post(f"{new}?version={version.key}", said)["Location"]
    packet = Packet.objects.get()
    papers = reverse("staff:packet-papers", args=[packet.pk])
    assert there == f"{papers}?version={version.key}"
    send(ada, begun, 1)
    page = words(desk.get(there))
    assert page.count('name="versions"') == 1 and "checked" in page
    desk.post(there, {"versions": [str(version.pk)]})
    (exhibit,) = Exhibit.objects.all()
    assert exhibit.version == version
    page = words(desk.get(PAPERS, {"q": "lisbon", "case": case.key}))
    assert f'formaction="{papers}"' in page and "Petition" in page


def test_switched_off_the_page_says_so(paul, begun):
    page = plain(at_the_desk(paul).get(PAPERS, {"q": "couple"}))
    assert "Papers are not searched in this office" in page
    assert "No paper has" not in page


def test_the_box_above_every_page_leads_to_the_papers_too(paul, begun):
    page = at_the_desk(paul).get("/staff/cases/", {"q": "couple"})
    assert f'action="{PAPERS}"' in words(page)
    assert "Look for “couple” in papers" in plain(page)


@pytest.mark.feature("F113")
@pytest.mark.parametrize("said", ["A123456789 lisbon", "maria@client.example"])
def test_somebodys_number_is_not_kept_in_a_search_nor_put_into_an_address(paul, said):
    desk = at_the_desk(paul)
    where = reverse("staff:save-search")
    query = urlencode({"q": said})
    page = desk.post(where, {"name": "Hers", "search": query})
    assert page.status_code == 422
    assert "is not kept" in plain(page)
    assert 'value="Hers"' in words(page)
    assert not SavedSearch.objects.exists()
