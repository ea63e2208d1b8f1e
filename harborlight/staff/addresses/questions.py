from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import (
    draft_publishing,
    draft_questions,
    drafting,
    questionnaires,
)

OFFICE = "office/questionnaires/"
DRAFT = f"{OFFICE}drafts/<id:draft_id>/"
CHAPTER = f"{DRAFT}chapters/<slug:chapter>/"
SCREEN = f"{DRAFT}screens/<slug:screen>/"

urlpatterns: list[URLPattern] = [
    path(OFFICE, questionnaires.every, name="questionnaires"),
    path(
        f"{OFFICE}<id:questionnaire_id>/",
        questionnaires.questionnaire,
        name="questionnaire",
    ),
    path(
        f"{OFFICE}<id:questionnaire_id>/draft/",
        questionnaires.begin,
        name="begin-draft",
    ),
    path(
        f"{OFFICE}<id:questionnaire_id>/cases/",
        questionnaires.in_cases,
        name="questions-in-cases",
    ),
    path(
        f"{OFFICE}<id:questionnaire_id>/cases/newest/",
        questionnaires.renew_all,
        name="renew-all-questions",
    ),
    path(
        "cases/answers/<id:sent_id>/newest/",
        questionnaires.renew,
        name="renew-questions",
    ),
    path(DRAFT, drafting.draft, name="draft"),
    path(f"{DRAFT}title/", drafting.title, name="draft-title"),
    path(f"{DRAFT}move/", drafting.move, name="draft-move"),
    path(f"{DRAFT}remove/", drafting.remove, name="draft-remove"),
    path(f"{DRAFT}preview/", draft_publishing.preview, name="draft-preview"),
    path(f"{DRAFT}publish/", draft_publishing.publish, name="publish-draft"),
    path(f"{DRAFT}discard/", draft_publishing.discard, name="discard-draft"),
    path(f"{DRAFT}new/<slug:party>/", drafting.new_chapter, name="new-chapter"),
    path(CHAPTER, drafting.chapter, name="draft-chapter"),
    path(f"{CHAPTER}words/", drafting.change_chapter, name="change-chapter"),
    path(f"{CHAPTER}new/", drafting.new_screen, name="new-screen"),
    path(SCREEN, drafting.change_screen, name="change-screen"),
    path(f"{SCREEN}new/", draft_questions.new, name="new-question"),
    path(f"{SCREEN}<int:place>/", draft_questions.change, name="change-question"),
]
