from importlib import import_module

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "harborlight.tasks"

    def ready(self) -> None:
        import_module("harborlight.tasks.gates")
