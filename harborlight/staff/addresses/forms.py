from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import (
    answers,
    answers_review,
    boxes,
    bringing,
    checking,
    consistency,
    correcting,
    editions,
    envelope,
    filing,
    filling,
    forms,
    library,
    needing,
    on_paper,
    outcomes,
    proposals,
    question_helpers,
    rows,
    site_sheets,
)

ANSWER = "cases/<id:case_id>/answers/<id:of>/<str:name>/"
FILING = "cases/filings/<id:filing_id>/"
ROWS = "cases/<id:case_id>/answers/<id:of>/several/<str:group>/"
SHEET = "cases/<id:case_id>/sheets/<slug:sheet>/<slug:part>/"
PROPOSED = "cases/forms/<id:filled_id>/proposed/"
NEW = "cases/<id:case_id>/answers/new/"
FIT = "cases/<id:case_id>/answers/consistency/"
urlpatterns: list[URLPattern] = [
    path("cases/<id:case_id>/answers/", answers.answers, name="case-answers"),
    path(FIT, consistency.consistency, name="consistency"),
    path(f"{FIT}<slug:what>/", consistency.say_why, name="explain"),
    path(
        "cases/<id:case_id>/answers/known/", consistency.known, name="known-elsewhere"
    ),
    path("cases/<id:case_id>/answers/known/take/", consistency.take, name="take-known"),
    path(NEW, answers_review.new, name="new-answers"),
    path(f"{NEW}accept/", answers_review.accept, name="accept-answers"),
    path("cases/asked/<id:aside_id>/", answers_review.reply, name="answer-client"),
    path(
        "cases/answers/<id:sent_id>/print/",
        on_paper.questionnaire,
        name="print-questions",
    ),
    path(
        "cases/answers/<id:sent_id>/helpers/",
        question_helpers.helpers,
        name="question-helpers",
    ),
    path(
        "cases/answers/helpers/<id:answer_helper_id>/dismiss/",
        question_helpers.dismiss,
        name="question-helper-dismiss",
    ),
    path("cases/<id:case_id>/bring-answers/", bringing.bring, name="bring-answers"),
    path("cases/brought/<id:brought_id>/", bringing.brought, name="brought-answers"),
    path(
        "cases/brought/<id:brought_id>/close/",
        bringing.close,
        name="close-brought-answers",
    ),
    path("cases/<id:case_id>/answers/<id:of>/", answers.answers, name="answers-of"),
    path(f"{ROWS}add/", rows.row, name="add-row"),
    path(f"{ROWS}<id:entry>/", rows.row, name="row"),
    path(f"{ROWS}<id:entry>/back/", rows.take_row_back, name="take-row-back"),
    path(
        "cases/<id:case_id>/answers/<id:of>/screen/<str:screen>/",
        rows.screen,
        name="fill-screen",
    ),
    path(ANSWER, answers.answer, name="answer"),
    path(f"{ANSWER}reveal/", answers.reveal, name="reveal-answer"),
    path(f"{ANSWER}again/", answers_review.again, name="ask-answer-again"),
    path(f"{ANSWER}<id:entry>/", answers.answer, name="answer-in"),
    path(
        f"{ANSWER}<id:entry>/again/", answers_review.again, name="ask-answer-again-in"
    ),
    path(f"{ANSWER}<id:entry>/reveal/", answers.reveal, name="reveal-answer-in"),
    path("cases/answers/<id:sent_id>/reopen/", answers.reopen, name="reopen"),
    path("cases/<id:case_id>/forms/", forms.forms, name="case-forms"),
    path("cases/<id:case_id>/forms/all/", filling.all_forms, name="all-forms"),
    path("cases/<id:case_id>/forms/all/fill/", filling.fill_all, name="fill-all"),
    path("cases/filings/<id:filing_id>/fill/", forms.fill, name="fill-forms"),
    path("cases/forms/needed/<id:needed_id>/fill/", forms.fill_one, name="fill-form"),
    path("review/forms/", forms.waiting, name="forms-to-check"),
    path("forms/library/", library.books, name="library"),
    path("forms/library/add/", library.add, name="add-blank"),
    path("forms/library/<str:form>/fetch/", library.fetch, name="fetch-blank"),
    path("cases/forms/<id:filled_id>/", forms.filled, name="filled-form"),
    path("cases/forms/<id:filled_id>/page/<int:page>/", forms.page, name="form-page"),
    path("cases/forms/<id:filled_id>/file/", forms.file, name="form-file"),
    path("cases/forms/<id:filled_id>/boxes/", forms.provenance, name="provenance-file"),
    path(
        "cases/forms/<id:filled_id>/differences/",
        editions.differences,
        name="form-differences",
    ),
    path("cases/forms/<id:filled_id>/move/", editions.move, name="move-draft"),
    path(PROPOSED, proposals.proposed, name="proposed-edition"),
    path(f"{PROPOSED}take/", proposals.take, name="take-edition"),
    path(f"{PROPOSED}decline/", proposals.decline, name="decline-edition"),
    path("forms/library/<str:form>/drafts/", editions.drafts, name="form-drafts"),
    path(
        "forms/library/<str:form>/drafts/move/",
        editions.move_all,
        name="move-drafts",
    ),
    path("cases/forms/<id:filled_id>/box/", boxes.box, name="form-box"),
    path("cases/forms/<id:filled_id>/box/over/", boxes.over, name="type-over"),
    path("cases/forms/<id:filled_id>/box/lift/", boxes.lift, name="lift-typed"),
    path("cases/forms/<id:filled_id>/approve/", forms.approve, name="approve-form"),
    path("cases/forms/<id:filled_id>/return/", forms.send_back, name="return-form"),
    path("cases/filings/<id:filing_id>/sent/", filing.sent, name="record-sent"),
    path(
        "cases/filings/<id:filing_id>/changed/",
        filing.changed,
        name="look-at-changes",
    ),
    path(
        "cases/filings/<id:filing_id>/receipt/", filing.receipt, name="record-receipt"
    ),
    path(
        "cases/filings/<id:filing_id>/receipt/notice/",
        filing.notice,
        name="attach-notice",
    ),
    path(
        "cases/filings/<id:filing_id>/sent/correct/",
        correcting.sent,
        name="correct-sent",
    ),
    path(
        "cases/filings/<id:filing_id>/receipt/correct/",
        correcting.receipt,
        name="correct-receipt",
    ),
    path(f"{FILING}preflight/", checking.preflight, name="preflight"),
    path(f"{FILING}preflight/answer/", checking.answer, name="answer-finding"),
    path(f"{FILING}preflight/lift/", checking.lift, name="lift-stop"),
    path(f"{FILING}prepared/", checking.prepared, name="filing-prepared"),
    path(f"{FILING}certify/", checking.certify, name="certify-filing"),
    path(
        "cases/filings/certificates/<id:certificate_id>/file/",
        checking.certificate_file,
        name="certificate-file",
    ),
    path(f"{FILING}envelope/", envelope.envelope, name="envelope"),
    path(f"{FILING}envelope/share/", envelope.share, name="share-envelope"),
    path(f"{FILING}envelope/own/", envelope.alone, name="own-envelope"),
    path(f"{FILING}payments/", envelope.payments, name="payment-forms"),
    path(f"{FILING}delivered/", envelope.delivered, name="record-delivered"),
    path(f"{FILING}rejected/", envelope.rejected, name="record-rejected"),
    path(f"{FILING}forms/add/", needing.add, name="add-form"),
    path("cases/forms/needed/<id:needed_id>/drop/", needing.drop, name="drop-form"),
    path(f"{FILING}payments/forms/", needing.pay, name="add-payment-forms"),
    path(
        "cases/forms/needed/<id:needed_id>/receipt/",
        outcomes.receipt,
        name="record-form-receipt",
    ),
    path(
        "cases/forms/needed/<id:needed_id>/receipt/correct/",
        outcomes.correct,
        name="correct-form-receipt",
    ),
    path(
        "cases/forms/needed/<id:needed_id>/rejected/",
        outcomes.rejected,
        name="record-form-rejected",
    ),
    path("cases/<id:case_id>/sheets/", site_sheets.sheets, name="filing-sheets"),
    path(SHEET, site_sheets.sheet, name="filing-sheet"),
    path(f"{SHEET}whole/", site_sheets.whole, name="open-sheet"),
    path(f"{SHEET}typed/", site_sheets.typed, name="page-typed"),
    path(f"{SHEET}again/", site_sheets.again, name="page-untyped"),
    path(f"{SHEET}files/", site_sheets.files, name="sheet-files"),
    path(f"{SHEET}files/zip/", site_sheets.bundle, name="sheet-bundle"),
]
