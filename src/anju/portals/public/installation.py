"""What answers outside any center: health, and later the list of centers."""

from django.urls import path

from anju.portals.public.health import healthz

app_name = "installation"
urlpatterns = [path("healthz", healthz)]
