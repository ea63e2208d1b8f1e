from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views.money import cards, exports, tills

_ASKED = "money/cards/asked/<id:till_asked_id>/"

urlpatterns: list[URLPattern] = [
    path("money/cards/", tills.cards, name="cards"),
    path("money/cards/<slug:account>/", tills.till, name="till"),
    path("money/cards/<slug:account>/remove/", tills.remove, name="remove-till"),
    path(_ASKED, tills.asked_for, name="till-asked"),
    path(f"{_ASKED}approve/", tills.approve, name="approve-till"),
    path(f"{_ASKED}decline/", tills.decline, name="decline-till"),
    path("invoices/<id:invoice_id>/link/", cards.link, name="pay-link"),
    path("invoices/<id:invoice_id>/link/close/", cards.close_links, name="close-links"),
    path("payments/<id:payment_id>/refund/", cards.refund, name="refund"),
    path("money/disputes/", cards.disputed, name="disputes"),
    path("money/disputes/<id:dispute_id>/", cards.dispute, name="dispute"),
    path("money/disputes/<id:dispute_id>/answer/", cards.answer, name="answer-dispute"),
    path("money/exports/", exports.made, name="exports"),
    path("money/exports/plan/", exports.plan, name="export-plan"),
    path("money/exports/<id:export_id>/file/", exports.file, name="export-file"),
]
