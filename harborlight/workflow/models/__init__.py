from harborlight.workflow.models.handing import HandedOver, Outcome
from harborlight.workflow.models.in_cases import (
    FollowUpStart,
    NeedDecision,
    PlaybookChoice,
)
from harborlight.workflow.models.playbooks import WRITERS, Playbook, PlaybookDraft

__all__ = [
    "WRITERS",
    "FollowUpStart",
    "HandedOver",
    "NeedDecision",
    "Outcome",
    "Playbook",
    "PlaybookChoice",
    "PlaybookDraft",
]
