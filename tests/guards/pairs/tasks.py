"""Which action hears each form of `tasks`."""

from tests.guards.pair import Pair

WHOSE = "one box says who, and becomes a person, a part or a party"

PAIRS = {
    "tasks.SetTaskForm": Pair(
        "tasks.set_task",
        dict.fromkeys(("role", "user", "person"), WHOSE)
        | {"plan": "only what a playbook says"},
        {"to": WHOSE},
    ),
    "tasks.GiveTaskForm": Pair("tasks.give_task"),
    "tasks.MoveTaskForm": Pair("tasks.move_task"),
    "tasks.SubmitTaskForm": Pair("tasks.submit_task"),
    "tasks.AcceptTaskForm": Pair("tasks.accept_task"),
    "tasks.ReturnTaskForm": Pair("tasks.return_task"),
    "tasks.PressTaskForm": Pair("tasks.press_task"),
    "tasks.WithdrawTaskForm": Pair("tasks.withdraw_task"),
    "tasks.LiftForm": Pair("tasks.lift_stop"),
    "tasks.TaskRuleForm": Pair("tasks.add_task_rule"),
    "tasks.AbsenceForm": Pair(
        "tasks.note_absence",
        {},
        {"user": "whose absence it is: what the action is about"},
    ),
    "tasks.LanguagesForm": Pair("tasks.say_languages"),
    "tasks.ServiceForm": Pair(
        "tasks.change_service",
        {"hours": "a box for each kind of review says its hours"},
    ),
}
OTHERS = {"tasks._Reason": "what the forms that ask why share"}
