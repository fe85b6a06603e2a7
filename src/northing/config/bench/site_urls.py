"""Every address of Northing, and the floors beside them."""

from __future__ import annotations

from django.urls import path

from northing.config import urls
from northing.config.bench import site

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500

urlpatterns = [
    path("-/bench-floor/<str:name>", site.bare),
    path("<slug:organization>/bench-floor/nothing", site.nothing),
    path("<slug:organization>/bench-floor/<str:name>", site.framed),
    *urls.urlpatterns,
]
