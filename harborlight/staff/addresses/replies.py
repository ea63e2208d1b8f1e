"""Answers to notices of the agency."""

from django.urls import path

from harborlight.staff.views import replies, reply_points, reply_steps

REPLY, POINT = "replies/<id:rfe_id>/", "replies/points/<id:point_id>/"

urlpatterns = [
    path("replies/", replies.everywhere, name="replies"),
    path("cases/<id:case_id>/replies/", replies.of_case, name="case-replies"),
    path("cases/<id:case_id>/replies/open/", replies.begin, name="open-reply"),
    path("cases/<id:case_id>/replies/practise/", replies.practise, name="practise"),
    path(REPLY, replies.reply, name="reply"),
    path(f"{REPLY}read/", reply_steps.read, name="reply-read"),
    path(f"{REPLY}day/", reply_steps.day, name="reply-day"),
    path(f"{REPLY}points/", reply_points.add, name="add-point"),
    path(f"{REPLY}letter/", reply_steps.letter, name="reply-letter"),
    path(f"{REPLY}letter/return/", reply_steps.give_back, name="return-letter"),
    path(f"{REPLY}letter/approve/", reply_steps.approve, name="approve-letter"),
    path(f"{REPLY}packet/", reply_steps.pack, name="pack-reply"),
    path(f"{REPLY}second/", reply_steps.second, name="second-reply"),
    path(f"{REPLY}sent/", reply_steps.sent, name="reply-sent"),
    path(f"{REPLY}arrived/", reply_steps.arrived, name="reply-arrived"),
    path(f"{REPLY}end/", reply_steps.end, name="end-reply"),
    path(POINT, reply_points.point, name="point"),
    path(f"{POINT}answer/", reply_points.answer, name="answer-point"),
    path(f"{POINT}ask/", reply_points.ask, name="ask-for-point"),
    path(f"{POINT}attach/", reply_points.attach, name="attach-paper"),
    path(f"{POINT}remove/", reply_points.remove, name="remove-point"),
    path("replies/papers/<id:proof_id>/", reply_points.detach, name="detach-paper"),
]
