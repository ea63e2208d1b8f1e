from harborlight.tasks.actions.doing import (
    accept_task,
    check_item,
    lift_stop,
    note_late,
    return_task,
    submit_task,
)
from harborlight.tasks.actions.helping import (
    AlreadyOver,
    HoldsSomething,
    MayNotOpen,
    NotFinished,
    OwnWork,
    StillBlocked,
)
from harborlight.tasks.actions.office import (
    add_task_rule,
    change_service,
    end_absence,
    move_task_rule,
    note_absence,
    say_languages,
    withdraw_task_rule,
)
from harborlight.tasks.actions.setting import (
    Planned,
    give_task,
    move_task,
    pass_on,
    press_task,
    set_task,
    take_task,
    take_up_again,
    withdraw_task,
)

# Why nothing was changed, in a sentence for whoever asked.
NOT_NOW = (
    AlreadyOver, HoldsSomething, MayNotOpen, NotFinished, OwnWork, StillBlocked,
)  # fmt: skip

__all__ = [
    "NOT_NOW",
    "AlreadyOver",
    "HoldsSomething",
    "MayNotOpen",
    "NotFinished",
    "OwnWork",
    "Planned",
    "StillBlocked",
    "accept_task",
    "add_task_rule",
    "change_service",
    "check_item",
    "end_absence",
    "give_task",
    "lift_stop",
    "move_task",
    "move_task_rule",
    "note_absence",
    "note_late",
    "pass_on",
    "press_task",
    "return_task",
    "say_languages",
    "set_task",
    "submit_task",
    "take_task",
    "take_up_again",
    "withdraw_task",
    "withdraw_task_rule",
]
