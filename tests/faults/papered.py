"""Deeds on files that came: put in order, read, put into a packet."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from harborlight.documents.actions import (
    About,
    Checked,
    MadePdf,
    Part,
    WasRead,
    accept_version,
    keep_reading,
    receive_document,
    return_version,
    split_version,
    write_of_paper,
)
from harborlight.documents.models import Version
from harborlight.documents.queries import asked, get_version, to_review
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Job, Upload
from harborlight.firm.vault.incoming import SealedUpload, arrived_file
from harborlight.packets.actions import (
    add_papers,
    ask_build,
    finish_build,
    make_packet,
)
from harborlight.packets.models import Build
from harborlight.papers.packet_types import Built, PageRow
from harborlight.papers.page_text import PageText
from tests.faults.playing import case, firm, who


def send_a_file(_: Any) -> None:
    """As a form without a script sends it: sealed while it is read, then kept."""
    sent = SealedUpload("passport.jpg", "image/jpeg")
    sent.add(b"a passport" * 1000)
    sent.complete()
    files, actor = {"file": sent}, who("María")
    request = SimpleNamespace(FILES=files, POST={}, META={}, actor=actor)
    arrived_file(request, case().pk)


def a_file() -> None:
    send_a_file(None)


def newest_file() -> Checked:
    upload = Upload.objects.filter(taken_at__isnull=True).latest("begun_at")
    return Checked(upload.file, upload.name, "jpg", 1)


def receive(_: Any) -> None:
    maria = who("María")
    request = next(o.request for o in asked(maria, case()) if o.waits_for_client)
    receive_document(maria, request, checked=newest_file(), about=About(country="SV"))


def accept(_: Any) -> None:
    accept_version(who("Paul"), to_review(who("Paul")).filter(case=case())[0])


def a_paper() -> None:
    a_file()
    receive(None)


def send_back(_: Any) -> None:
    return_version(
        who("Paul"),
        to_review(who("Paul")).filter(case=case())[0],
        reason="cut off",
        comment="The left edge is missing. Please take it again.",
    )


def to_look_at() -> Version:
    """What came last and waits."""
    paul = who("Paul")
    return get_version(paul, to_review(paul).latest("uploaded_at").pk)


def split(version: Version) -> None:
    made = MadePdf(b"%PDF-1.7 made of some of its pages", 1)
    parts = [Part(made, [1]), Part(made, [2], title="A letter of the bank")]
    split_version(who("Paul"), version, parts=parts)


def split_it(_: Any) -> None:
    split(to_look_at())


def write_of_it(_: Any) -> None:
    write_of_paper(
        who("Paul"), to_look_at().document, words="The left edge?", to="client"
    )


def read(version: Version) -> None:
    """As the worker keeps what was read: its words, and a PDF of its pages."""
    page = PageText(1, "some words")
    found = WasRead([page], searchable=b"%PDF-1.7 of pictures")
    keep_reading(Actor.clock(firm()), version, found=found)


def read_it(_: Any) -> None:
    read(to_look_at())


def a_packet() -> Any:
    """A packet that is being built, by whoever does the deed and not by a job."""
    paul, version = who("Paul"), to_look_at()
    packet = make_packet(
        paul,
        version.case,
        name="Petition",
        purpose="filing",
        destination="uscis online",
        numbering="letters",
        notice=None,
        due_on=None,
    )
    add_papers(paul, packet, versions=[version])
    build = ask_build(paul, packet)
    Job.objects.filter(task__endswith="build_later").delete()
    return build.pk


def finish(build: Build) -> None:
    page = PageRow(number=1, part=1, at=1, exhibit=1, source="a", page=1)
    finish_build(
        Actor.clock(firm()),
        build,
        built=Built((b"%PDF-1.7 a packet",), (page,)),
        names=["Petition.pdf"],
        manifest={"pages": [page.as_plain()]},
        as_of=now(),
    )


def finish_it(build_id: Any) -> None:
    finish(Build.objects.select_related("packet").get(pk=build_id))
