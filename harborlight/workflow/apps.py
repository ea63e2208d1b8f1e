from importlib import import_module

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "harborlight.workflow"

    def ready(self) -> None:
        import_module("harborlight.workflow.task_jobs")
        import_module("harborlight.workflow.moments")
