from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import task, task_office, tasks

TASK = "tasks/<id:task_id>/"
RULE = "tasks/rules/<id:task_rule_id>/"

urlpatterns: list[URLPattern] = [
    path("tasks/", tasks.my_day, name="tasks"),
    path("tasks/board/", tasks.board, name="task-board"),
    path("tasks/review/", tasks.queue, name="task-queue"),
    path("tasks/new/", tasks.new_of_firm, name="new-office-task"),
    path("tasks/away/", task_office.away, name="task-away"),
    path("tasks/away/<id:absence_id>/back/", task_office.back, name="end-absence"),
    path("tasks/rules/", task_office.rules, name="task-rules"),
    path("tasks/rules/hours/", task_office.service, name="task-hours"),
    path("tasks/rules/people/<id:user_id>/", task_office.speaks, name="task-speaks"),
    path(f"{RULE}move/", task_office.move_rule, name="move-task-rule"),
    path(f"{RULE}withdraw/", task_office.drop_rule, name="withdraw-task-rule"),
    path(TASK, task.task, name="task"),
    path(f"{TASK}take/", task.take, name="take-task"),
    path(f"{TASK}tick/", task.tick, name="tick-task"),
    path(f"{TASK}submit/", task.submit, name="submit-task"),
    path(f"{TASK}accept/", task.accept, name="accept-task"),
    path(f"{TASK}return/", task.send_back, name="return-task"),
    path(f"{TASK}give/", task.give, name="give-task"),
    path(f"{TASK}move/", task.move, name="move-task"),
    path(f"{TASK}press/", task.press, name="press-task"),
    path(f"{TASK}withdraw/", task.withdraw, name="withdraw-task"),
    path(f"{TASK}lift/", task.lift, name="lift-task"),
    path("cases/<id:case_id>/tasks/", tasks.of_case, name="case-tasks"),
    path("cases/<id:case_id>/tasks/new/", tasks.new, name="new-task"),
]
