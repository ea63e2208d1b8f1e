from django.urls import path

from bench.bare import bare
from harborlight.config.urls import handler500
from harborlight.config.urls import urlpatterns as product

urlpatterns = [path("bare/<id:firm_id>/", bare), *product]
__all__ = ["handler500", "urlpatterns"]
