"""A packet from the choice of its papers to the day it is sent, and what is asked of it after."""

from __future__ import annotations

import errno

import pikepdf
import pytest

from harborlight.documents.actions import (
    About,
    accept_version,
    receive_document,
    reopen_version,
)
from harborlight.firm import readers, working
from harborlight.firm.acting import Refused
from harborlight.firm.models import Event, Job, StoredFile
from harborlight.firm.vault.stored import plain_of
from harborlight.outside import folder as folders
from harborlight.outside.storage import StorageDown, storage
from harborlight.packets import jobs
from harborlight.packets.actions import (
    AlreadySent,
    NotReady,
    add_papers,
    answer_wanted,
    ask_build,
    ask_comparison,
    certify_build,
    change_exhibit,
    change_packet,
    move_exhibit,
    remove_exhibit,
    save_set,
    say_sent,
    take_newest,
    use_set,
    want,
)
from harborlight.packets.completeness import lacking
from harborlight.packets.manifest import Finding, findings
from harborlight.packets.models import Build, Comparison, Exhibit, Packet, Part
from harborlight.packets.numbering import letters
from harborlight.packets.queries import (
    builds,
    exhibits,
    in_order,
    packets,
    parts,
    reconciled,
    to_choose,
    wanted,
)
from harborlight.packets.standard import ready_sets
from harborlight.packets.tests.conftest import paper, work
from harborlight.papers.tests import honest
from harborlight.papers.tests.packets import noise, opened, words
from harborlight.staff.packet_desk import why_not
from harborlight.staff.tests.desk import at, sign_in
from tests.cast import DAY
from tests.pages import text


def bytes_of(part: Part) -> bytes:
    return b"".join(plain_of(part.file).pieces())


def built(actor, packet) -> Build:
    build = ask_build(actor, packet)
    work()
    build.refresh_from_db()
    packet.refresh_from_db()
    return build


@pytest.mark.feature("F106")
def test_chosen_papers_are_put_in_order_named_and_built_into_one_file(
    paul, packet, accepted, filed
):
    passport = accepted("passport", pages=2)
    letter = filed("Letter of the sister", pages=3)
    add_papers(paul, packet, versions=[letter, passport])
    first, second = exhibits(paul, packet)
    change_exhibit(
        paul, second, title="Passport", text="", pages=[2], joins=False, is_front=False
    )
    move_exhibit(paul, second, to=1)
    assert [(one.label, one.first.title) for one in in_order(paul, packet)] == [
        ("Exhibit A", "Passport"),
        ("Exhibit B", "Letter of the sister"),
    ]
    build = built(paul, packet)
    assert (build.state, build.pages) == (Build.State.DONE, 7)
    (part,) = parts(paul, build)
    assert part.name == "Petition of Ana Nunez.pdf"
    told = bytes_of(part)
    assert part.sha256 == part.file.sha256 and part.length == len(told)
    assert "Exhibit A · page 1 of 1 · 3" in words(told, 3)
    assert words(told, 3).startswith("Page 2")
    page = build.manifest["pages"][2]
    assert (page["sha256"], page["page"]) == (passport.file.sha256, 2)
    with opened(told) as pdf:
        note = pdf.pages[2].obj.PieceInfo.Harborlight
        assert str(note.Private.SHA256) == passport.file.sha256


@pytest.mark.feature("F101", "F106")
def test_a_paper_goes_in_with_its_translation_and_the_certificate_as_one_exhibit(
    maria, paul, packet, begun, accepted
):
    original = accepted("marriage certificate", pages=2)
    several = [original]
    for slot in ("translation", "certificate"):
        checked = paper(honest.pdf(), f"{slot}.pdf")(begun)
        asking = original.document.request
        part = receive_document(
            maria, asking, checked=checked, about=About(language="en"), slot=slot
        )
        accept_version(paul, part)
        several.append(part)
    assert to_choose(paul, packet) == several
    add_papers(paul, packet, versions=several)
    assert to_choose(paul, packet) == []
    (exhibit,) = in_order(paul, packet)
    assert [one.version for one in exhibit.rows] == several
    whose = f"Marriage certificate of {original.document.person.full_name}"
    assert [one.title for one in exhibit.rows] == [
        whose,
        f"English translation: {whose}",
        f"Certificate of translation: {whose}",
    ]
    # None of the three is a newer version of another.
    build = built(paul, packet)
    assert findings(paul, build) == [] and lacking(paul, packet, build) == []
    told = reconciled(paul, begun.case)
    assert [one.version for one in told] == several
    assert {one.state for one in told} == {"waiting"}


def test_numbers_follow_the_order_and_what_joins_bears_the_letter_before_it(
    paul, packet, filed
):
    add_papers(paul, packet, versions=[filed(f"Paper {at}") for at in range(1, 5)])
    rows = exhibits(paul, packet)
    change_exhibit(
        paul,
        rows[2],
        title="Its translation",
        text="",
        pages=[],
        joins=True,
        is_front=False,
    )
    change_exhibit(
        paul,
        rows[3],
        title="Cover letter",
        text="",
        pages=[],
        joins=False,
        is_front=True,
    )
    assert [(one.label, len(one.rows)) for one in in_order(paul, packet)] == [
        ("", 1),
        ("Exhibit A", 1),
        ("Exhibit B", 2),
    ]
    remove_exhibit(paul, exhibits(paul, packet)[0])
    assert [one.label for one in in_order(paul, packet)] == ["", "Exhibit A"]
    assert [letters(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


@pytest.mark.feature("F106")
def test_what_belongs_to_an_exhibit_goes_where_it_goes(paul, packet, filed):
    add_papers(paul, packet, versions=[filed(name) for name in "abcde"])
    a, b, c, d, e = exhibits(paul, packet)
    for row, title in ((b, "b of a"), (d, "d of c")):
        change_exhibit(
            paul, row, title=title, text="", pages=[], joins=True, is_front=False
        )

    def stand():
        return [[row.title for row in one.rows] for one in in_order(paul, packet)]

    assert stand() == [["a", "b of a"], ["c", "d of c"], ["e"]]
    move_exhibit(paul, a, to=2)
    assert stand() == [["c", "d of c"], ["a", "b of a"], ["e"]]
    move_exhibit(paul, e, to=4)
    assert stand() == [["c", "d of c"], ["e"], ["a", "b of a"]]
    # What belongs to another does not leave it by being moved.
    move_exhibit(paul, Exhibit.objects.get(pk=b.pk), to=1)
    assert stand() == [["c", "d of c"], ["e"], ["a", "b of a"]]
    assert remove_exhibit(paul, Exhibit.objects.get(pk=c.pk)) == 1
    assert stand() == [["e"], ["a", "b of a"]]
    assert [row.position for row in exhibits(paul, packet)] == [1, 2, 3]
    assert remove_exhibit(paul, Exhibit.objects.get(pk=b.pk)) == 0
    assert stand() == [["e"], ["a"]]


@pytest.mark.feature("F106")
def test_papers_are_found_by_tag_and_by_kind(paul, packet, accepted, send):
    passport = accepted("passport", tags=["original"])
    wedding = send("marriage certificate", tags=["copy"])
    assert {one.pk for one in to_choose(paul, packet)} == {passport.pk, wedding.pk}
    assert to_choose(paul, packet, tag="original") == [passport]
    assert to_choose(paul, packet, kind="marriage certificate") == [wedding]
    add_papers(paul, packet, versions=[passport])
    assert to_choose(paul, packet) == [wedding]


@pytest.mark.feature("F197")
def test_standard_exhibits_fill_a_packet_and_note_what_is_not_here_yet(
    paul, packet, accepted
):
    accepted("marriage certificate")
    ready = ready_sets()["i130-spouse"]
    chosen = save_set(paul, None, name="Ours", entries=ready["entries"])
    assert use_set(paul, packet, chosen=chosen) == 1
    assert [one.title for one in exhibits(paul, packet)] == ["Marriage certificate"]
    told = {one.text: one.exhibit is not None for one in wanted(paul, packet)}
    assert told["Marriage certificate"] is True
    assert told["End of earlier marriages"] is False
    assert use_set(paul, packet, chosen=chosen) == 0
    assert len(wanted(paul, packet)) == len(ready["entries"])


@pytest.mark.feature("F217", "F225")
def test_an_answer_is_certified_by_name_once_all_that_was_asked_for_is_there(
    paul, ada, begun, packet, accepted, send, filed
):
    notice = filed("Request for evidence of 3 March", kind="notice").document
    change_packet(
        paul, packet, name="Answer", purpose="response", destination="uscis paper",
        numbering="numbers", notice=notice, due_on=DAY,
    )  # fmt: skip
    asked = want(paul, packet, text="Proof of the marriage", is_required=True)
    want(paul, packet, text="Photographs", is_required=False)
    came = send("marriage certificate")
    (exhibit,) = add_papers(paul, packet, versions=[came])
    build = built(paul, packet)
    assert "Exhibit 1 · page 1 of 1" in words(bytes_of(parts(paul, build)[0]), 3)
    with pytest.raises(
        NotReady, match="No exhibit is named for: Proof of the marriage"
    ):
        certify_build(ada, build, words="All of it")
    answer_wanted(paul, asked, exhibit=exhibit)
    with pytest.raises(NotReady, match="Not accepted yet"):
        certify_build(ada, build, words="All of it")
    accept_version(paul, came)
    assert lacking(ada, packet, build) == []
    certify_build(ada, build, words="Every piece is here and labelled.")
    build.refresh_from_db()
    assert build.certified_by_id == ada.user_id
    change_exhibit(
        paul, exhibit, title="Marriage", text="", pages=[], joins=False, is_front=False
    )
    packet.refresh_from_db()
    assert lacking(ada, packet, build) == ["It is not built as it is now. Build it."]


@pytest.mark.feature("F107")
def test_what_was_sent_is_told_beside_what_came(
    paul, begun, packet, accepted, filed, send
):
    passport, letter = accepted("passport"), filed("Letter")
    send("marriage certificate")
    add_papers(paul, packet, versions=[passport])
    built(paul, packet)
    states = {one.version.pk: one.state for one in reconciled(paul, begun.case)}
    assert states[passport.pk] == "waiting"
    assert states[letter.pk] == "not sent"
    say_sent(paul, packet, on=DAY)
    newer = accepted("passport", pages=2)
    told = {one.document.kind: one for one in reconciled(paul, begun.case)}
    assert (told["passport"].state, told["passport"].version) == ("newer", newer)
    assert (told["passport"].packet, told["passport"].on) == (packet, DAY)
    assert told["marriage certificate"].state == "not accepted"


def test_what_was_sent_stays_as_it_went(paul, packet, filed):
    with pytest.raises(NotReady):
        say_sent(paul, packet, on=DAY)
    add_papers(paul, packet, versions=[filed("Letter")])
    built(paul, packet)
    say_sent(paul, packet, on=DAY)
    (exhibit,) = exhibits(paul, packet)
    for deed in (
        lambda: remove_exhibit(paul, exhibit),
        lambda: add_papers(paul, packet, versions=[]),
        lambda: ask_build(paul, packet),
        lambda: move_exhibit(paul, exhibit, to=1),
    ):
        with pytest.raises(AlreadySent):
            deed()
    assert Exhibit.objects.count() == 1


def test_the_former_packet_stays_until_the_next_one_is_whole(
    paul, packet, filed, monkeypatch
):
    add_papers(paul, packet, versions=[filed("Letter")])
    first = built(paul, packet)
    before = bytes_of(parts(paul, first)[0])
    second = ask_build(paul, packet)
    kept = jobs.build_apart

    def killed(plan):
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "build_apart", killed)
    assert working.claim() == []  # A letter does not wait for it.
    (job,) = working.claim(1, slow=True)
    with pytest.raises(KeyboardInterrupt):
        working.run(job)
    assert bytes_of(parts(paul, first)[0]) == before
    second.refresh_from_db()
    assert second.state == Build.State.WAITING and not parts(paul, second)
    monkeypatch.setattr(jobs, "build_apart", kept)
    third = built(paul, packet)
    assert third.state == Build.State.DONE
    second.refresh_from_db()
    assert second.state == Build.State.FAILED
    # Its files made room; the record of what it was stays.
    assert parts(paul, first)[0].file is None
    assert parts(paul, first)[0].sha256


def test_two_workers_that_finish_one_building_tell_of_it_once(
    paul, packet, filed, monkeypatch
):
    add_papers(paul, packet, versions=[filed("Letter")])
    asked = ask_build(paul, packet)
    kept = jobs.build_apart

    def twice(plan):
        monkeypatch.setattr(jobs, "build_apart", kept)
        jobs.build(asked.key)
        return kept(plan)

    monkeypatch.setattr(jobs, "build_apart", twice)
    work()
    asked.refresh_from_db()
    assert asked.state == Build.State.DONE and len(parts(paul, asked)) == 1
    assert Event.objects.filter(kind="packet.built").count() == 1


def test_what_the_worker_gave_up_is_said_not_to_be_built(paul, packet, filed):
    add_papers(paul, packet, versions=[filed("Letter")])
    first = built(paul, packet)
    asked, compared = ask_build(paul, packet), ask_comparison(paul, first)
    # Their worker died at them each time.
    Job.objects.filter(state=Job.READY, queue="slow").update(
        attempts=working.MAX_ATTEMPTS
    )
    while claimed := working.claim(1, slow=True):
        working.run(claimed[0])
    readers.keep_up()
    asked.refresh_from_db()
    compared.refresh_from_db()
    assert (asked.state, asked.why) == (Build.State.FAILED, "given up")
    assert "Build it again" in why_not(asked)
    assert compared.finished_at and not compared.is_equal
    assert built(paul, packet).state == Build.State.DONE


def test_a_file_that_cannot_be_joined_is_named_by_its_exhibit(paul, packet, filed):
    broken = filed("Torn paper", data=honest.pdf(pages=3)[:300])
    add_papers(paul, packet, versions=[filed("Letter"), broken])
    build = built(paul, packet)
    assert (build.state, build.why, build.why_exhibit) == (
        Build.State.FAILED,
        "damaged",
        "Torn paper",
    )


def test_a_packet_tells_which_of_its_sources_is_not_the_same_any_more(
    paul, packet, accepted, filed
):
    passport = accepted("passport")
    wedding = accepted("marriage certificate")
    add_papers(paul, packet, versions=[passport, wedding])
    build = built(paul, packet)
    assert findings(paul, build) == []
    newer = accepted("passport", pages=2)
    reopen_version(paul, wedding, reason="Looked at the wrong one")
    (one, two) = findings(paul, build)
    assert (one.what, two.what) == ("newer", "not accepted")
    assert isinstance(one, Finding) and "Passport" in one.title
    exhibit = exhibits(paul, packet)[0]
    assert exhibit.newest_accepted == newer.number
    take_newest(paul, exhibit, version=newer)
    assert exhibits(paul, packet)[0].version == newer


def test_the_comparison_reads_every_page_again(paul, packet, filed):
    add_papers(paul, packet, versions=[filed("Letter", pages=3)])
    build = built(paul, packet)
    asked = ask_comparison(paul, build)
    work()
    asked.refresh_from_db()
    assert asked.is_equal
    # Somebody turned a page: of the file and of what the record says of it.
    build.manifest["pages"][3]["digest"] = "0" * 64
    build.save()
    asked = ask_comparison(paul, build)
    work()
    asked.refresh_from_db()
    assert (asked.is_equal, asked.found) == (False, {"pages": [4]})
    Part.objects.filter(build=build).update(sha256="0" * 64)
    asked = ask_comparison(paul, build)
    work()
    asked.refresh_from_db()
    assert asked.found == {"files": ["Petition of Ana Nunez.pdf"]}
    assert Comparison.objects.count() == 3


@pytest.mark.feature("F107")
def test_the_comparison_reads_every_source_again(paul, packet, filed):
    letter = filed("Letter", pages=3)
    add_papers(paul, packet, versions=[letter, filed("Lease")])
    build = built(paul, packet)
    assert findings(paul, build) == []
    bytes_there = storage().path(letter.file.key)
    whole = bytes_there.read_bytes()
    # A bit of the disk that turned, and then a file that somebody removed: the record
    # knows of neither.
    bytes_there.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    for _time in range(2):
        asked = ask_comparison(paul, build)
        work()
        asked.refresh_from_db()
        assert (asked.is_equal, asked.found) == (False, {"sources": ["Letter"]})
        bytes_there.unlink(missing_ok=True)
    assert findings(paul, build) == []
    page = text(sign_in(paul).get(at("packet-check", build.pk)))
    assert "The source of Letter is not the same file any more" in page


def test_each_document_is_a_file_where_the_place_wants_it_so(paul, packet, filed):
    change_packet(
        paul, packet, name="Visa", purpose="other", destination="nvc",
        numbering="letters", notice=None, due_on=None,
    )  # fmt: skip
    add_papers(paul, packet, versions=[filed("Birth certificate"), filed("Passport")])
    build = built(paul, packet)
    assert [part.name for part in parts(paul, build)] == [
        "Birth certificate.pdf",
        "Passport.pdf",
    ]


@pytest.mark.feature("F106")
def test_no_file_is_larger_than_the_place_takes_and_what_was_done_is_told(
    paul, packet, filed
):
    photo = noise(2000)
    change_packet(
        paul, packet, name="For the NVC", purpose="other", destination="nvc",
        numbering="letters", notice=None, due_on=None,
    )  # fmt: skip
    version = filed("Photo of the house", data=photo)
    version.kind = "jpeg"
    version.save()
    add_papers(paul, packet, versions=[version, filed("Lease")])
    build = built(paul, packet)
    lengths = [part.file.length for part in parts(paul, build)]
    assert len(photo) > 2_000_000 and len(lengths) == 2
    assert max(lengths) <= 2_000_000
    page = text(sign_in(paul).get(at("packet-check", build.pk)))
    assert "from 2000 × 2000 pixels" in page and "The original is kept." in page


def test_only_the_team_of_the_firm_makes_packets(maria, rita, paul, begun, packet):
    assert list(packets(maria, begun.case)) == []
    with pytest.raises(Refused):
        ask_build(maria, packet)
    with pytest.raises(Refused):
        ask_build(rita, packet)
    assert [one.papers for one in packets(paul, begun.case)] == [0]
    assert not builds(paul, packet).exists() and Packet.objects.count() == 1


def test_a_location_is_not_told(paul, packet, begun, filed):
    import io

    from PIL import Image

    exif, photo = Image.Exif(), io.BytesIO()
    exif[0x010E] = "CANARY"
    Image.new("RGB", (400, 300), "red").save(photo, "JPEG", exif=exif)
    version = filed("Photo", data=photo.getvalue())
    version.kind = "jpeg"
    version.save()
    add_papers(paul, packet, versions=[version])
    build = built(paul, packet)
    with opened(bytes_of(parts(paul, build)[0])) as pdf:
        raw = [
            one.read_raw_bytes()
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream)
        ]
    assert not any(b"CANARY" in one for one in raw)


@pytest.mark.feature("F106", "F107")
def test_a_file_that_the_virus_scanner_holds_back_is_named_and_the_rest_stays(
    paul, packet, accepted, filed, settings
):
    add_papers(paul, packet, versions=[filed("Letter of the sister")])
    first = built(paul, packet)
    passport = accepted("passport")
    add_papers(paul, packet, versions=[passport])
    settings.CLAMD = "tcp://scanner.example:3310"
    for scan, why in (("waits", "held"), ("found", "virus")):
        passport.file.scan = scan
        passport.file.save()
        build = built(paul, packet)
        assert (build.state, build.why) == (Build.State.FAILED, why)
        assert build.why_exhibit == exhibits(paul, packet)[1].title
    # What was built before is there, and is compared with what came: a hash opens nothing.
    asked = ask_comparison(paul, first)
    work()
    asked.refresh_from_db()
    assert asked.finished_at is not None and not asked.found.get("sources")
    passport.file.scan = "clean"
    passport.file.save()
    assert built(paul, packet).state == Build.State.DONE


def test_where_files_are_out_of_reach_or_the_disk_is_full_whoever_waits_is_told(
    paul, packet, filed, monkeypatch
):
    add_papers(paul, packet, versions=[filed("A letter")])
    whole = built(paul, packet)
    kept = {one.key for one in StoredFile.objects.all()}

    def away(*_asked):
        raise StorageDown("away")

    def full(*_asked):
        raise OSError(errno.ENOSPC, "No space left on device")

    for of, name, trouble in (
        (folders._FolderReader, "read", away),
        (folders._FolderWriter, "_write", full),
    ):
        with monkeypatch.context() as broken:
            broken.setattr(of, name, trouble)
            build = built(paul, packet)
        assert (build.state, build.why) == (Build.State.FAILED, "not checked"), name
        assert "Try again" in why_not(build)
        # All of what was there before is there, and nothing else.
        assert {one.key for one in StoredFile.objects.all()} == kept
        assert [bytes_of(part)[:5] for part in parts(paul, whole)] == [b"%PDF-"]
    assert built(paul, packet).state == Build.State.DONE
