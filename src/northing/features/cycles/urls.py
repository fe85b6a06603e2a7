"""Addresses of cycles, below an organization's slug."""

from django.urls import path

from northing.features.cycles import views

app_name = "cycles"

urlpatterns = [
    path("cycles", views.show_cycles, name="list"),
    path("cycles/new", views.new_cycle, name="new"),
    path("cycles/<ref:cycle>", views.show_cycle, name="page"),
    path("cycles/<ref:cycle>/edit", views.edit_cycle, name="edit"),
    path("cycles/<ref:cycle>/phase", views.move_cycle, name="phase"),
    path("cycles/<ref:cycle>/choose", views.choose_cycle, name="choose"),
]
