from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import (
    arranging,
    documents,
    naming,
    pieces,
    queue,
    reading,
    review,
    routing,
    search_papers,
    slots,
    tags,
    threads,
    times,
    watching,
)

VERSION = "documents/versions/<id:version_id>/"

urlpatterns: list[URLPattern] = [
    path(
        "cases/<id:case_id>/documents/",
        documents.papers,
        name="case-documents",
    ),
    path(
        "cases/<id:case_id>/documents/ask/",
        documents.ask,
        name="request-document",
    ),
    path(
        "cases/<id:case_id>/documents/add/",
        documents.add,
        name="file-document",
    ),
    path("cases/<id:case_id>/documents/folder/", naming.of_case, name="case-folder"),
    path("cases/<id:case_id>/documents/folder/zip/", naming.bundle, name="case-bundle"),
    path(
        "documents/asked/<id:request_id>/upload/",
        documents.upload,
        name="upload-paper",
    ),
    path(
        "documents/asked/<id:request_id>/withdraw/",
        documents.withdraw,
        name="withdraw-request",
    ),
    path(
        "documents/asked/<id:request_id>/answer/",
        documents.answer,
        name="ask-again",
    ),
    path(
        "documents/<id:document_id>/no-translation/",
        slots.no_translation,
        name="no-translation",
    ),
    path("documents/versions/<id:version_id>/photos/", pieces.pieces, name="pieces"),
    path("documents/photos/<id:piece_id>/file/", pieces.file, name="piece-file"),
    path(
        "documents/photos/<id:piece_id>/picture/", pieces.picture, name="piece-picture"
    ),
    path(
        "documents/asked/<id:request_id>/thread/",
        threads.of_request,
        name="request-thread",
    ),
    path("documents/expiring/", watching.papers, name="expiring"),
    path("documents/<id:document_id>/tags/", tags.of_paper, name="retag"),
    path("documents/<id:document_id>/expiry/", watching.expiry, name="paper-expiry"),
    path(
        "documents/<id:document_id>/thread/",
        threads.of_document,
        name="document-thread",
    ),
    path("review/", queue.queue, name="review"),
    path("review/several/", queue.chosen, name="review-several"),
    path("review/several/accept/", queue.accept_chosen, name="accept-several"),
    path("review/several/return/", queue.return_chosen, name="return-several"),
    path("review/several/assign/", queue.assign_chosen, name="assign-several"),
    path("review/<id:version_id>/", review.version, name="review-version"),
    path("review/<id:version_id>/accept/", review.accept, name="accept-version"),
    path("review/<id:version_id>/return/", review.send_back, name="return-version"),
    path("review/<id:version_id>/move/", arranging.move, name="move-version"),
    path("review/<id:version_id>/split/", arranging.split, name="split-version"),
    path("review/<id:version_id>/join/", arranging.join, name="put-together"),
    path("review/<id:version_id>/turn/", arranging.turn, name="turn-pages"),
    path("review/<id:version_id>/redact/", arranging.redact, name="redact-version"),
    path("review/<id:version_id>/assign/", routing.assign, name="assign-version"),
    path("review/<id:version_id>/time/", times.correct, name="correct-time"),
    path("review/<id:version_id>/reopen/", review.reopen, name="reopen-version"),
    path(
        "documents/versions/<id:version_id>/page/<int:page>/",
        review.page,
        name="version-page",
    ),
    path(
        "documents/versions/<id:version_id>/file/",
        review.file,
        name="version-file",
    ),
    path(
        "documents/versions/<id:version_id>/copy/",
        review.copy,
        name="version-copy",
    ),
    path(
        "documents/versions/<id:version_id>/record/",
        review.record,
        name="version-record",
    ),
    path(f"{VERSION}read/", reading.read, name="version-read"),
    path(f"{VERSION}read/again/", reading.again, name="read-again"),
    path(f"{VERSION}read/searchable/", reading.searchable, name="version-searchable"),
    path(f"{VERSION}read/<slug:what>/", reading.part, name="version-part"),
    path(f"{VERSION}read/<slug:what>/confirm/", reading.confirm, name="confirm-read"),
    path("search/papers/", search_papers.papers, name="search-papers"),
    path("search/papers/save/", search_papers.save, name="save-search"),
    path(
        "search/saved/<id:search_id>/",
        search_papers.saved,
        name="saved-search",
    ),
    path(
        "search/saved/<id:search_id>/delete/",
        search_papers.delete,
        name="delete-search",
    ),
    path(
        "documents/versions/<id:version_id>/page/<int:page>/marks/",
        search_papers.marks,
        name="page-marks",
    ),
    path("cases/<id:case_id>/ask/", search_papers.ask, name="ask-papers"),
]
