"""Addresses of KPIs, below an organization's slug."""

from django.urls import path

from northing.features.kpis import views

app_name = "kpis"

urlpatterns = [
    path("kpis", views.show_kpis, name="list"),
    path("kpis/new", views.edit_kpi, name="new"),
    path("kpis/<ref:kpi>", views.show_kpi, name="page"),
    path("kpis/<ref:kpi>/edit", views.edit_kpi, name="edit"),
]
