"""The addresses of the employer's own data."""

from django.urls import path

from anju.portals.employer.own import changes, done, ratio, registration

PATHS = (
    path("own/registration", registration.registration, name="own_registration"),
    path("own/changes", changes.changes, name="own_changes"),
    path("own/changes/export", changes.changes_export, name="own_changes_export"),
    path("own/ratio", ratio.ratio, name="own_ratio"),
    path("own/ratio/check", ratio.check, name="own_ratio_check"),
    path("own/done/<str:number>", done.done, name="own_done"),
)
