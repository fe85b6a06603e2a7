"""A site that holds only the API of cycles, so that these tests need no other feature's routes."""

from __future__ import annotations

from django.urls import path

from northing.features.cycles.api import router
from northing.kit.api.site import build_api

urlpatterns = [path("api/v1/", build_api([("/cycles", router)]).urls)]
