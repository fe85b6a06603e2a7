"""Addresses outside any organization: the start page and the links that open the door once."""

from __future__ import annotations

from django.urls import path

from northing.features.org.views import entrance

urlpatterns = [
    path("", entrance.start, name="start"),
    path("welcome/<str:token>", entrance.welcome, name="welcome"),
    path("enter/<str:token>", entrance.enter, name="enter"),
]
