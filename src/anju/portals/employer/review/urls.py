"""The addresses of maker and reviewer."""

from django.urls import path

from anju.portals.employer.review import settings, submissions

PATHS = (
    path("review", submissions.submissions, name="submissions"),
    path("review/export", submissions.submissions_export, name="submissions_export"),
    path("review/settings", settings.review_settings, name="review_settings"),
    path("review/limit", settings.review_limit, name="review_limit"),
    path("review/<str:number>", submissions.submission, name="submission_of"),
    path(
        "review/<str:number>/approval",
        submissions.submission_approval,
        name="submission_approval",
    ),
    path("review/<str:number>/return", submissions.submission_return, name="submission_return"),
    path(
        "review/<str:number>/withdrawal",
        submissions.submission_withdrawal,
        name="submission_withdrawal",
    ),
)
