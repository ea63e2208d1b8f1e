from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "harborlight.documents"

    def ready(self) -> None:
        # Its reader of events is known wherever events are read.
        import_module("harborlight.documents.jobs")
