"""The addresses of the employer's own data."""

from django.urls import path

from anju.portals.employer.own import (
    applications,
    bank,
    changes,
    done,
    ratio,
    registration,
)

PATHS = (
    path("own/registration", registration.registration, name="own_registration"),
    path("own/changes", changes.changes, name="own_changes"),
    path("own/changes/export", changes.changes_export, name="own_changes_export"),
    path("own/ratio", ratio.ratio, name="own_ratio"),
    path("own/ratio/check", ratio.check, name="own_ratio_check"),
    path("own/bank", bank.bank, name="own_bank"),
    path("own/applications", applications.applications, name="own_applications"),
    path(
        "own/applications/export",
        applications.applications_export,
        name="own_applications_export",
    ),
    path("own/applications/new/<str:kind>", applications.apply, name="own_apply"),
    path("own/applications/<str:number>", applications.application, name="own_application"),
    path("own/applications/<str:number>/mending", applications.mending, name="own_mending"),
    path(
        "own/applications/<str:number>/withdrawal",
        applications.taking_back,
        name="own_taking_back",
    ),
    path("own/done/<str:number>", done.done, name="own_done"),
)
