from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FirmConfig(AppConfig):
    name = "harborlight.firm"

    def ready(self) -> None:
        # Kinds of event and readers of events register themselves.
        autodiscover_modules("events", "jobs")
