from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import (
    activity,
    cases,
    deadlines,
    handing,
    home,
    inquiries,
    inquiry_answers,
    opening,
    people,
    search,
    team,
)

CASE = "cases/<id:case_id>/"
INQUIRY = "inquiries/<id:inquiry_id>/"
HANDED = "handed-over/<id:handed_id>/"
PARTY = f"{CASE}people/<id:person_id>/"

urlpatterns: list[URLPattern] = [
    path("notices/", home.all_notices, name="notices"),
    path("notices/read/", home.read_all, name="read-notices"),
    path("notices/read/<id:case_id>/", home.read_of_case, name="read-case-notices"),
    path("search/", search.search, name="search"),
    path("cases/", cases.cases, name="cases"),
    path("cases/new/", opening.choose, name="new-case"),
    path("cases/new/<slug:playbook>/", opening.new, name="new-case-of"),
    path("inquiries/", inquiries.all_inquiries, name="inquiries"),
    path("inquiries/new/", inquiries.new, name="new-inquiry"),
    path(INQUIRY, inquiries.inquiry, name="inquiry"),
    path(f"{INQUIRY}summary/", inquiries.summary, name="inquiry-summary"),
    path(f"{INQUIRY}change/", inquiries.change, name="change-inquiry"),
    path(f"{INQUIRY}send/", inquiries.send, name="send-inquiry"),
    path(f"{INQUIRY}check/", inquiries.check, name="check-inquiry"),
    path(f"{INQUIRY}answer/", inquiries.answer, name="answer-hit"),
    path(f"{INQUIRY}take-up/", inquiries.take_up, name="take-up-inquiry"),
    path(f"{INQUIRY}accept/", inquiry_answers.choose, name="choose-for-inquiry"),
    path(
        f"{INQUIRY}accept/<slug:playbook>/",
        inquiry_answers.accept,
        name="accept-inquiry",
    ),
    path(f"{INQUIRY}decline/", inquiry_answers.decline, name="decline-inquiry"),
    path(f"{INQUIRY}erase/", inquiry_answers.erase, name="erase-inquiry"),
    path("handed-over/", handing.all_handed, name="all-handed-over"),
    path(HANDED, handing.handed, name="handed-over"),
    path(f"{HANDED}take-back/", handing.take_it_back, name="take-back-handed-over"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}close/", cases.close, name="close-case"),
    path(f"{CASE}reopen/", cases.reopen, name="reopen-case"),
    path(f"{PARTY}invite/", cases.invite, name="invite"),
    path(f"{PARTY}withdraw/", cases.withdraw, name="withdraw-invitation"),
    path(f"{CASE}activity/", activity.activity, name="case-activity"),
    path(f"{CASE}team/", team.team, name="case-team"),
    path(f"{CASE}team/put-on/", team.put_on, name="put-on-team"),
    path(f"{CASE}team/lead/", team.lead, name="name-lead"),
    path(f"{CASE}team/access/", team.access, name="change-access"),
    path(f"{CASE}team/sensitive/", team.sensitivity, name="change-sensitivity"),
    path(f"{CASE}team/wall/", team.raise_wall, name="raise-wall"),
    path("team/<id:member_id>/take-off/", team.take_off, name="take-off-team"),
    path("walls/<id:wall_id>/lower/", team.lower_wall, name="lower-wall"),
    path("people/", people.people, name="people"),
    path("people/<id:person_id>/", people.person, name="person"),
    path("people/<id:person_id>/change/", people.change, name="change-person"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines/<id:deadline_id>/", deadlines.deadline, name="deadline"),
    path("deadlines/<id:deadline_id>/meet/", deadlines.meet, name="meet-deadline"),
    path("deadlines/<id:deadline_id>/drop/", deadlines.drop, name="drop-deadline"),
    path(f"{CASE}deadlines/new/", deadlines.new, name="new-deadline"),
]
