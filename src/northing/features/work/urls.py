"""Addresses of initiatives and tasks, below an organization's slug."""

from django.urls import path

from northing.features.work import views

app_name = "work"

urlpatterns = [
    path("initiatives", views.show_initiatives, name="initiatives"),
    path("initiatives/new", views.edit_initiative, name="new_initiative"),
    path("initiatives/of/<ref:ref>", views.show_objective_panel, name="objective_panel"),
    path("initiatives/<ref:initiative>", views.show_initiative, name="initiative"),
    path("initiatives/<ref:initiative>/edit", views.edit_initiative, name="edit_initiative"),
    path("initiatives/<ref:initiative>/drop", views.drop_supposition, name="drop_supposition"),
    path("tasks", views.show_tasks, name="tasks"),
    path("tasks/new", views.edit_task, name="new_task"),
    path("tasks/<ref:task>", views.show_task, name="task"),
    path("tasks/<ref:task>/edit", views.edit_task, name="edit_task"),
]
