"""Building a packet, comparing it, and answering for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.vault.stored import forget_file, keep_bytes
from harborlight.packets import events
from harborlight.packets.actions.holding import still_open
from harborlight.packets.actions.making import NotReady
from harborlight.packets.completeness import lacking
from harborlight.packets.models import Build, Comparison, Packet, Part
from harborlight.packets.tasks import build_later, compare_later
from harborlight.papers.packet_types import Built, NotBuilt


class EndedBefore(Exception):
    """Another worker was first with it, or somebody gave it up: nothing happens twice."""


def ask_build(actor: Actor, packet: Packet) -> Build:
    """Have the packet built; the former one stays until this one is whole."""
    with acting(actor, events.BUILD_ASKED, packet) as event:
        still_open(packet)
        earlier = Build.objects.filter(packet=packet)
        moment = now()
        # What was never finished will not be: whoever asked again gave it up.
        waiting = earlier.filter(state=Build.State.WAITING)
        waiting.update(state=Build.State.FAILED, why="not checked", finished_at=moment)
        build = Build.objects.create(
            firm=actor.firm,
            case_id=packet.case_id,
            packet=packet,
            number=earlier.count() + 1,
            asked_at=moment,
            asked_by_id=actor.user_id,
        )
        build_later.enqueue(build.key)
        event.say(name=packet.name)
    return build


def finish_build(
    actor: Actor,
    build: Build,
    *,
    built: Built,
    names: Sequence[str],
    manifest: Mapping[str, Any],
    as_of: datetime,
) -> None:
    """Keep the files of a packet that was built: all of them, or none.

    Raises EndedBefore.
    """
    with acting(actor, events.BUILT, build) as event:
        _must_wait(build)
        for number, (name, data) in enumerate(
            zip(names, built.parts, strict=True), start=1
        ):
            file = keep_bytes(actor.firm, build.case_id, data)
            Part.objects.create(
                firm=actor.firm,
                case_id=build.case_id,
                build=build,
                number=number,
                name=name,
                file=file,
                sha256=file.sha256,
                length=file.length,
                pages=sum(row.part == number for row in built.pages),
            )
        build.state, build.as_of, build.finished_at = Build.State.DONE, as_of, now()
        build.pages, build.manifest = len(built.pages), dict(manifest)
        build.save()
        _forget_earlier(build)
        event.say(name=build.packet.name, pages=build.pages)


def note_not_built(actor: Actor, build: Build, *, why: NotBuilt, exhibit: str) -> None:
    """Say why a packet could not be built; the former one stays. Raises EndedBefore."""
    with acting(actor, events.NOT_BUILT, build) as event:
        _must_wait(build)
        build.state, build.finished_at = Build.State.FAILED, now()
        build.why, build.why_numbers = why.code, dict(why.params)
        build.why_exhibit = exhibit[:200]
        build.save()
        event.say(name=build.packet.name)


def certify_build(actor: Actor, build: Build, *, words: str) -> None:
    """Answer for it, by name, that every required piece is there and labelled.

    Raises NotReady with the first thing that is not as it should be.
    """
    with acting(actor, events.CERTIFIED, build) as event:
        packet = still_open(build.packet)
        if missing := lacking(actor, packet, build):
            raise NotReady(str(missing[0]))
        build.certified_at, build.certified_by_id = now(), actor.user_id
        build.certified_words = words
        build.save(update_fields=["certified_at", "certified_by", "certified_words"])
        event.say(name=packet.name, words=words)


def ask_comparison(actor: Actor, build: Build) -> Comparison:
    """Have a packet compared with its sources, page by page."""
    with acting(actor, events.COMPARISON_ASKED, build) as event:
        asked = Comparison.objects.create(
            firm=actor.firm,
            case_id=build.case_id,
            build=build,
            asked_at=now(),
            asked_by_id=actor.user_id,
        )
        compare_later.enqueue(asked.key)
        event.say(name=build.packet.name)
    return asked


def note_comparison(
    actor: Actor, comparison: Comparison, *, found: Mapping[str, Any]
) -> None:
    """Keep what came of the comparison. Raises EndedBefore."""
    with acting(actor, events.COMPARED, comparison) as event:
        held = Comparison.objects.select_for_update().get(pk=comparison.pk)
        if held.finished_at is not None:
            raise EndedBefore
        comparison.found, comparison.finished_at = dict(found), now()
        comparison.save(update_fields=["found", "finished_at"])
        event.say(name=comparison.build.packet.name)


def _must_wait(build: Build) -> None:
    """Its row is held from here on. Raises EndedBefore where it waits no more."""
    held = Build.objects.select_for_update().get(pk=build.pk)
    if held.state != Build.State.WAITING:
        raise EndedBefore


def _forget_earlier(build: Build) -> None:
    """The files of what was built before; not of what somebody answers for."""
    old = Part.objects.filter(
        build__packet=build.packet_id,
        build__number__lt=build.number,
        build__certified_at__isnull=True,
        file__isnull=False,
    )
    for part in old.select_related("file"):
        file, part.file = part.file, None
        part.save(update_fields=["file"])
        assert file is not None
        forget_file(file)
