"""The addresses of registers."""

from django.urls import URLPattern, path

from anju.portals.employer.registers import (
    columns,
    history,
    kind_files,
    lines,
    month,
    picks,
    register,
    shown,
    template,
    uploads,
)
from anju.portals.employer.registers.places import SLUGS


def _pages_of(kind: str, slug: str) -> list[URLPattern]:
    """The pages every kind of register has: list, adding, picking, template and file."""
    of, at = {"kind": kind}, slug.replace("_", "-")
    return [
        path(at, register.register, of, name=slug),
        path(f"{at}/lines", lines.new_line, of, name=f"{slug}_lines"),
        path(f"{at}/picks", picks.picks, of, name=f"{slug}_picks"),
        path(f"{at}/kind-template", kind_files.template, of, name=f"{slug}_template"),
        path(f"{at}/upload", kind_files.upload, of, name=f"{slug}_upload"),
    ]


PATHS = (
    path("month", month.month, name="month"),
    *(one for kind, slug in SLUGS.items() for one in _pages_of(kind, slug)),
    path("register/submission", register.submission, name="submission"),
    path("register/dropping", register.dropping, name="dropping"),
    path("register/month", register.month_choice, name="register_month"),
    path("register/template", template.template, name="template"),
    path("register/echo", lines.echo, name="echo"),
    path("register/lines/<int:pk>", lines.line, name="line"),
    path("register/lines/<int:pk>/correction", lines.correction, name="correction"),
    path("register/lines/<int:pk>/removal", lines.removal, name="removal"),
    path("registers/<str:number>/done", shown.register_done, name="register_done"),
    path("registers/<str:number>/export", shown.register_export, name="register_export"),
    path("accounts/<int:pk>/history", history.account_history, name="account_history"),
    path("uploads", uploads.uploads, name="uploads"),
    path("uploads/<int:pk>", uploads.upload, name="upload"),
    path("uploads/<int:pk>/cancellation", uploads.cancellation, name="cancellation"),
    path("uploads/<int:pk>/columns", columns.columns, name="columns"),
    path("uploads/taught/<int:pk>/forgetting", columns.forgetting, name="forgetting"),
    path("uploads/<int:pk>/errors", uploads.errors, name="upload_errors"),
    path("uploads/<int:pk>/corrected", uploads.corrected, name="corrected"),
)
