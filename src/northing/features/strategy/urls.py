"""Addresses of strategy, below an organization's slug."""

from django.urls import path

from northing.features.strategy import views

app_name = "strategy"

urlpatterns = [
    path("strategy", views.show_strategy, name="page"),
    path("strategy/edit", views.edit_statement, name="edit"),
    path("strategy/pillars/new", views.edit_pillar, name="new_pillar"),
    path("strategy/pillars/<ref:pillar>", views.edit_pillar, name="pillar"),
    path("strategy/pillars/<ref:pillar>/move", views.move_pillar, name="move_pillar"),
]
