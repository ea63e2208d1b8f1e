"""The site map of the waiting room."""

from django.urls import URLPattern, URLResolver, path

from harborlight.portal.views import (
    case,
    dates,
    documents,
    fees,
    formats,
    guide,
    helping,
    home,
    homework,
    leaving_trust,
    offering,
    on_paper,
    own_reminders,
    payments,
    pieces,
    question_helpers,
    questions,
    reaching,
    signing,
    slots,
    threads,
    trust_money,
)

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("cases/<id:case_id>/", home.of_case, name="home-of-case"),
    path("todo/", homework.mine, name="homework"),
    path("todo/<id:task_id>/", homework.task, name="task"),
    path("todo/<id:task_id>/tick/", homework.tick, name="tick"),
    path("case/", case.cases, name="case"),
    path("case/<id:case_id>/", case.case, name="case-of"),
    path("case/<id:case_id>/dates/", dates.dates, name="dates"),
    path("reaching/", reaching.reaching, name="reaching"),
    path("files/", formats.fine, name="files-that-are-fine"),
    path("reminders/", own_reminders.listed, name="own-reminders"),
    path("reminders/<id:own_id>/", own_reminders.one, name="own-reminder"),
    path(
        "reminders/<id:own_id>/remove/",
        own_reminders.remove,
        name="own-reminder-remove",
    ),
    path("questions/", questions.mine, name="questions"),
    path("questions/<id:sent_id>/", questions.overview, name="questionnaire"),
    path(
        "questions/<id:sent_id>/finish/", questions.finish, name="questionnaire-finish"
    ),
    path(
        "questions/<id:sent_id>/change/", questions.reopen, name="questionnaire-reopen"
    ),
    path(
        "questions/<id:sent_id>/print/",
        on_paper.questionnaire,
        name="questionnaire-print",
    ),
    path(
        "questions/<id:sent_id>/helpers/",
        question_helpers.helpers,
        name="question-helpers",
    ),
    path(
        "questions/<id:sent_id>/helped/", question_helpers.helped, name="helped-answers"
    ),
    path(
        "answer-helpers/<id:answer_helper_id>/dismiss/",
        question_helpers.dismiss,
        name="question-helper-dismiss",
    ),
    path("questions/<id:sent_id>/keep/", questions.keep, name="questionnaire-keep"),
    path("questions/<id:sent_id>/ahead/", questions.ahead, name="ahead"),
    path("questions/<id:sent_id>/<slug:screen>/", questions.screen, name="screen"),
    path("questions/<id:sent_id>/<slug:screen>/add/", questions.add, name="entry-add"),
    path(
        "questions/<id:sent_id>/<slug:screen>/<int:place>/",
        questions.screen,
        name="screen-of-entry",
    ),
    path(
        "questions/<id:sent_id>/<slug:screen>/<int:place>/remove/",
        questions.remove,
        name="entry-remove",
    ),
    path("documents/", documents.mine, name="documents"),
    path("documents/<id:request_id>/", documents.request, name="document"),
    path("documents/<id:request_id>/helper/", helping.ask, name="document-helper"),
    path("documents/<id:request_id>/messages/", threads.thread, name="document-thread"),
    path("helpers/<id:helper_id>/dismiss/", helping.dismiss, name="helper-dismiss"),
    path("documents/<id:request_id>/cannot/", documents.cannot, name="document-cannot"),
    path(
        "documents/<id:request_id>/part/<slug:slot>/", slots.send, name="document-slot"
    ),
    path(
        "documents/<id:request_id>/certificate/", slots.certificate, name="certificate"
    ),
    path("documents/<id:request_id>/photos/", pieces.several, name="several-photos"),
    path(
        "documents/<id:request_id>/photos/<id:upload_id>/",
        pieces.picture,
        name="photo",
    ),
    path("documents/guide/<id:case_id>/<int:place>/", guide.screen, name="guide"),
    path("documents/another/<id:case_id>/", offering.send, name="another-paper"),
    path("papers/<id:version_id>/file/", documents.download, name="version-file"),
    path("papers/<id:version_id>/<int:page>/", documents.page, name="version-page"),
    path("forms/<id:signing_id>/", signing.read, name="form"),
    path("forms/<id:signing_id>/file/", signing.download, name="form-file"),
    path("forms/<id:signing_id>/<int:page>/", signing.page, name="form-page"),
    path("payments/", payments.mine, name="payments"),
    path("payments/<id:invoice_id>/", payments.invoice, name="invoice"),
    path("payments/<id:invoice_id>/pay/", payments.pay, name="pay"),
    path("payments/agreed/<id:consent_id>/stop/", payments.stop, name="stop-charging"),
    path("payments/<id:invoice_id>/file/", payments.paper, name="invoice-paper"),
    path("payments/story/", fees.story, name="payment-story"),
    path("payments/agreements/", fees.agreements, name="agreements"),
    path("payments/agreements/<id:agreement_id>/", fees.agreement, name="agreement"),
    path(
        "payments/agreements/<id:agreement_id>/agree/",
        fees.agree_to_fees,
        name="agree-to-fees",
    ),
    path("costs/<id:cost_id>/", fees.cost, name="cost"),
    path("costs/<id:cost_id>/agree/", fees.approve, name="approve-cost"),
    path("costs/<id:cost_id>/decline/", fees.decline, name="decline-cost"),
    path(
        "leaving-trust/<id:withdrawal_id>/",
        leaving_trust.leaving,
        name="leaving-trust",
    ),
    path("plans/<id:plan_id>/agree/", fees.agree, name="agree-plan"),
    path("credit/<id:note_id>/file/", payments.credit_note, name="credit-note"),
    path("receipts/<id:receipt_id>/file/", payments.receipt, name="receipt"),
    path(
        "payments/trust/<id:account_id>/",
        trust_money.statement,
        name="trust-statement",
    ),
]
