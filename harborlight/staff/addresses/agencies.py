from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import agency, agency_desk, bulletin, no_news, took

CASE = "cases/<id:case_id>/agency/"
NUMBER = "cases/agency/<id:tracked_id>/"
BULLETIN = "agency/bulletin/"

urlpatterns: list[URLPattern] = [
    path("agency/", agency_desk.desk, name="agency"),
    path("agency/numbers/", agency_desk.many, name="many-numbers"),
    path("agency/access/", agency_desk.line, name="agency-line"),
    path("agency/meanings/", agency_desk.meanings, name="agency-meanings"),
    path(
        "agency/meanings/<id:meaning_id>/drop/",
        agency_desk.drop,
        name="drop-meaning",
    ),
    path(
        "agency/seen/<id:observation_id>/meaning/",
        agency_desk.decide,
        name="decide-meaning",
    ),
    path("agency/seen/<id:observation_id>/told/", agency.tell, name="tell-seen"),
    path("agency/times/", took.taken, name="processing-times"),
    path("agency/times/table/", took.table, name="times-table"),
    path(BULLETIN, bulletin.every, name="bulletins"),
    path(f"{BULLETIN}enter/", bulletin.enter, name="enter-bulletin"),
    path(f"{BULLETIN}<id:bulletin_id>/", bulletin.month, name="bulletin"),
    path(
        f"{BULLETIN}<id:bulletin_id>/confirm/",
        bulletin.confirm,
        name="confirm-bulletin",
    ),
    path(f"{BULLETIN}moved/<id:move_id>/", bulletin.act, name="act-on-move"),
    path(CASE, agency.of_case, name="case-agency"),
    path(f"{CASE}new/", agency.track, name="track-number"),
    path(f"{CASE}priority/", bulletin.priority, name="priority-date"),
    path(f"{CASE}age/", bulletin.age, name="child-age"),
    path(f"{CASE}letters/", no_news.agree, name="agree-letters"),
    path("cases/agency/letters/<id:no_news_id>/end/", no_news.end, name="end-letters"),
    path(f"{NUMBER}seen/", agency.see, name="see-status"),
    path(f"{NUMBER}ask/", agency.ask, name="ask-service"),
    path(f"{NUMBER}checked/", agency.check, name="check-status"),
    path(f"{NUMBER}end/", agency.end, name="end-tracking"),
]
