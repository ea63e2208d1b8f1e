from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import (
    building,
    exhibit_sets,
    exhibits,
    packets,
    paragraphs,
)

urlpatterns: list[URLPattern] = [
    path("cases/<id:case_id>/packets/", packets.in_case, name="case-packets"),
    path("cases/<id:case_id>/packets/new/", packets.new, name="new-packet"),
    path("cases/<id:case_id>/packets/sent/", packets.sent_papers, name="papers-sent"),
    path("packets/<id:packet_id>/", packets.packet, name="packet"),
    path("packets/<id:packet_id>/change/", packets.change, name="change-packet"),
    path("packets/<id:packet_id>/papers/", packets.papers, name="packet-papers"),
    path("packets/<id:packet_id>/set/", packets.use, name="use-exhibit-set"),
    path(
        "packets/<id:packet_id>/form/<id:filled_id>/",
        packets.put_form,
        name="packet-form",
    ),
    path("packets/<id:packet_id>/filing/", packets.attach, name="attach-packet"),
    path("packets/<id:packet_id>/needed/", exhibits.needed, name="packet-needs"),
    path("packets/<id:packet_id>/build/", building.build, name="build-packet"),
    path("packets/<id:packet_id>/sent/", building.sent, name="packet-sent"),
    path("packets/exhibits/<id:exhibit_id>/", exhibits.one, name="exhibit"),
    path("packets/exhibits/<id:exhibit_id>/move/", exhibits.move, name="move-exhibit"),
    path(
        "packets/exhibits/<id:exhibit_id>/remove/",
        exhibits.remove,
        name="remove-exhibit",
    ),
    path(
        "packets/exhibits/<id:exhibit_id>/newest/",
        exhibits.newest,
        name="exhibit-newest",
    ),
    path("packets/needed/<id:wanted_id>/answer/", exhibits.answer, name="answer-need"),
    path("packets/needed/<id:wanted_id>/drop/", exhibits.not_needed, name="drop-need"),
    path("packets/built/<id:build_id>/", building.check, name="packet-check"),
    path(
        "packets/built/<id:build_id>/certify/",
        building.certify,
        name="certify-packet",
    ),
    path(
        "packets/built/<id:build_id>/compare/",
        building.compare,
        name="compare-packet",
    ),
    path(
        "packets/built/<id:build_id>/manifest/",
        building.manifest,
        name="packet-manifest",
    ),
    path("packets/files/<id:part_id>/", building.part, name="packet-file"),
    path("office/exhibits/", exhibit_sets.every, name="exhibit-sets"),
    path("office/exhibits/new/", exhibit_sets.new, name="new-exhibit-set"),
    path("office/exhibits/<id:set_id>/", exhibit_sets.change, name="exhibit-set"),
    path(
        "office/exhibits/<id:set_id>/withdraw/",
        exhibit_sets.withdraw,
        name="withdraw-exhibit-set",
    ),
    path("office/paragraphs/", paragraphs.every, name="paragraphs"),
    path("office/paragraphs/new/", paragraphs.new, name="new-paragraph"),
    path("office/paragraphs/<id:paragraph_id>/", paragraphs.change, name="paragraph"),
    path(
        "office/paragraphs/<id:paragraph_id>/withdraw/",
        paragraphs.withdraw,
        name="withdraw-paragraph",
    ),
]
