from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import ending, legal_holds, overview, together

CASE = "cases/<id:case_id>/"
TRANSFER = "transfers/<id:transfer_id>/"

urlpatterns: list[URLPattern] = [
    path("overview/", overview.overview, name="overview"),
    path("overview/save/", overview.save, name="save-view"),
    path("overview/views/<id:view_id>/delete/", overview.delete, name="delete-view"),
    path("overview/move/", overview.move, name="move-cases"),
    path("overview/workload/", overview.load, name="workload"),
    path("overview/usual/", overview.stays, name="usual-stays"),
    path("archive/", ending.archive, name="archive"),
    path("archive/keeping/", ending.keeping, name="keeping-rule"),
    path(f"{CASE}holds/", legal_holds.holds, name="legal-holds"),
    path(
        "legal-holds/<id:legal_hold_id>/lift/",
        legal_holds.lift,
        name="lift-legal-hold",
    ),
    path(f"{CASE}archive/", ending.put_away, name="archive-case"),
    path(f"{CASE}unarchive/", ending.take_out, name="unarchive-case"),
    path(f"{CASE}final-letter/", ending.letters, name="final-letters"),
    path(f"{CASE}together/", together.together, name="case-together"),
    path(f"{CASE}together/link/", together.link, name="link-case"),
    path("links/<id:link_id>/unlink/", together.unlink, name="unlink-case"),
    path(f"{CASE}transfer/", together.transfer, name="transfer-case"),
    path(f"{CASE}taken-over/", together.taken_over, name="take-over-case"),
    path(TRANSFER, together.transfer_of, name="transfer-of"),
    path(f"{TRANSFER}step/", together.note_step, name="note-transfer-step"),
]
