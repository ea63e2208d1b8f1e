"""Two at one paper, one form or one filing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harborlight.documents.actions import About, accept_version, receive_document
from harborlight.documents.models import MadeFrom, Reading, Version
from harborlight.documents.queries import asked, to_review
from harborlight.filings.actions import approve_form, record_receipt, record_sent
from harborlight.filings.models import FilledForm
from harborlight.filings.queries import filings
from harborlight.packets.models import Build
from harborlight.packets.models import Part as Parted
from tests.faults import papered
from tests.faults.dying import done
from tests.faults.filed import NUMBER, ON
from tests.faults.met import happened, meet, prepare
from tests.faults.papered import newest_file
from tests.faults.playing import behind_a_door, case, who


def both_send() -> None:
    prepare("receive a document")

    def tab() -> Callable[[], Any]:
        maria = who("María")
        request = next(o.request for o in asked(maria, case()) if o.waits_for_client)
        checked = newest_file()
        return lambda: receive_document(
            maria, request, checked=checked, about=About(country="SV")
        )

    meet("two tabs take one upload", [tab, tab], lambda: Version.objects.count())


def both_accept() -> None:
    def reviewer(name: str) -> Callable[[], Callable[[], Any]]:
        def opens() -> Callable[[], Any]:
            version = to_review(who(name)).filter(case=case())[0]
            return lambda: accept_version(who(name), version)

        return opens

    meet(
        "two accept one document",
        [reviewer("Paul"), reviewer("Ada")],
        lambda: happened("document.accepted"),
    )


def both_work_on_a_file() -> None:
    """What one accepts another splits; what two split, read or build is there once."""
    prepare("send a paper back")

    def reads() -> Callable[[], Any]:
        version = papered.to_look_at()
        return lambda: papered.read(version)

    meet("two workers read one file", [reads, reads], lambda: Reading.objects.count())
    build_id = prepare("finish a packet")

    def builds() -> Callable[[], Any]:
        build = Build.objects.select_related("packet").get(pk=build_id)
        return lambda: papered.finish(build)

    meet(
        "two workers build one packet",
        [builds, builds],
        lambda: [Build.objects.get().state, Parted.objects.count()],
    )

    def splits() -> Callable[[], Any]:
        version = papered.to_look_at()
        return lambda: papered.split(version)

    meet("two split one file", [splits, splits], lambda: MadeFrom.objects.count())
    prepare("send a paper back")
    before = done(behind_a_door(lambda: happened("document.accepted")))

    def accepts() -> Callable[[], Any]:
        version = papered.to_look_at()
        return lambda: accept_version(who("Ada"), version)

    meet(
        "one accepts what another splits",
        [accepts, splits],
        lambda: happened("document.accepted") - before + happened("document.split") - 1,
    )


def both_approve() -> None:
    before = done(behind_a_door(lambda: happened("form.approved")))

    def attorney(name: str) -> Callable[[], Callable[[], Any]]:
        def opens() -> Callable[[], Any]:
            filled = FilledForm.objects.filter(state="prepared")[0]
            return lambda: approve_form(who(name), filled, despite_open=True)

        return opens

    meet(
        "two approve one form",
        [attorney("Ada"), attorney("Pat")],
        lambda: happened("form.approved") - before,
    )


def both_record() -> None:
    def desk(act: Callable[..., Any], **said: Any) -> Callable[[], Callable[[], Any]]:
        def opens() -> Callable[[], Any]:
            paul = who("Paul")
            filing = filings(paul, case()).get()
            return lambda: act(paul, filing, on=ON, **said)

        return opens

    sends = desk(record_sent, channel="paper")
    meet("two record it sent", [sends, sends], lambda: happened("filing.sent"))
    number = {"number": NUMBER, "again": NUMBER}
    receives = desk(record_receipt, **number)
    meet(
        "two record one receipt",
        [receives, receives],
        lambda: happened("filing.receipt"),
    )
