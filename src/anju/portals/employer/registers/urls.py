"""The addresses of change registers."""

from django.urls import path

from anju.portals.employer.registers import columns, lines, month, register, template, uploads

PATHS = (
    path("month", month.month, name="month"),
    path("register", register.register, name="register"),
    path("register/submission", register.submission, name="submission"),
    path("register/dropping", register.dropping, name="dropping"),
    path("register/template", template.template, name="template"),
    path("register/echo", lines.echo, name="echo"),
    path("register/lines", lines.new_line, name="new_line"),
    path("register/lines/<int:pk>", lines.line, name="line"),
    path("register/lines/<int:pk>/removal", lines.removal, name="removal"),
    path("uploads", uploads.uploads, name="uploads"),
    path("uploads/<int:pk>", uploads.upload, name="upload"),
    path("uploads/<int:pk>/cancellation", uploads.cancellation, name="cancellation"),
    path("uploads/<int:pk>/columns", columns.columns, name="columns"),
    path("uploads/taught/<int:pk>/forgetting", columns.forgetting, name="forgetting"),
    path("uploads/<int:pk>/corrected", uploads.corrected, name="corrected"),
)
