from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import (
    course,
    joining,
    playbooks,
    sketch_publishing,
    sketches,
)

OFFICE = "office/playbooks/"
ONE = f"{OFFICE}<id:playbook_id>/"
SKETCH = f"{OFFICE}drafts/<id:sketch_id>/"
ROWS = f"{SKETCH}<slug:rows>/"

CASE = "cases/<id:case_id>/course/"

urlpatterns: list[URLPattern] = [
    path(CASE, course.course, name="case-course"),
    path(f"{CASE}join/<slug:part>/", joining.join, name="part-joins"),
    path(f"{CASE}take/", course.take, name="take-course"),
    path(f"{CASE}leave/", course.leave, name="leave-course"),
    path(f"{CASE}needs/<str:need>/", course.need, name="decide-need"),
    path(f"{CASE}ahead/<str:follow_up>/", course.start, name="note-start"),
    path(OFFICE, playbooks.every, name="playbooks"),
    path(f"{OFFICE}new/", playbooks.take, name="take-playbook"),
    path(ONE, playbooks.playbook, name="playbook"),
    path(f"{ONE}draft/", playbooks.begin, name="begin-sketch"),
    path(f"{ONE}copy/", playbooks.copy, name="copy-playbook"),
    path(f"{ONE}file/", playbooks.give_out, name="give-playbook"),
    path(SKETCH, sketches.sketch, name="sketch"),
    path(f"{SKETCH}about/", sketches.about, name="sketch-about"),
    path(f"{SKETCH}text/", sketch_publishing.text, name="sketch-text"),
    path(f"{SKETCH}preview/", sketch_publishing.preview, name="sketch-preview"),
    path(f"{SKETCH}publish/", sketch_publishing.publish, name="publish-sketch"),
    path(f"{SKETCH}discard/", sketch_publishing.discard, name="discard-sketch"),
    path(f"{ROWS}new/", sketches.new, name="new-entry"),
    path(f"{ROWS}move/", sketches.move, name="move-entry"),
    path(f"{ROWS}remove/", sketches.remove, name="remove-entry"),
    path(f"{ROWS}<int:place>/", sketches.change, name="change-entry"),
]
