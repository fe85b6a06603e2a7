"""The settings of the server that is measured: everybody's, with the floors' addresses and a counter on demand."""

from northing.config.settings import *  # noqa: F403
from northing.config.settings import MIDDLEWARE as USUAL_MIDDLEWARE

ROOT_URLCONF = "northing.config.bench.site_urls"
MIDDLEWARE = ["northing.config.bench.site.CountStatements", *USUAL_MIDDLEWARE]
