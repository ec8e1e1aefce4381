"""The addresses of transfers."""

from django.urls import path

from anju.portals.employer.transfers import desk, files, hire, leaving, requests

PATHS = (
    path("hire", hire.hire, name="hire"),
    path("arrivals", desk.transfers, name="arrivals"),
    path("arrivals/new", desk.new_transfer, name="new_transfer"),
    path("arrivals/check", desk.transfer_check, name="transfer_check"),
    path("arrivals/submission", desk.transfer_submission, name="transfer_submission"),
    path("arrivals/template", files.transfers_template, name="transfers_template"),
    path("arrivals/file", files.transfers_file, name="transfers_file"),
    path("arrivals/lines/<str:number>", desk.transfer_line, name="transfer_line"),
    path("arrivals/lines/<str:number>/removal", desk.transfer_removal, name="transfer_removal"),
    path(
        "arrivals/submitted/<str:batch>",
        requests.transfers_submitted,
        name="transfers_submitted",
    ),
    path("arrivals/requests", requests.transfer_requests, name="transfer_requests"),
    path(
        "arrivals/requests/export",
        requests.transfer_requests_export,
        name="transfer_requests_export",
    ),
    path(
        "arrivals/requests/<str:number>/withdrawal",
        requests.transfer_withdrawal,
        name="transfer_withdrawal",
    ),
    path("leaving", leaving.leaving, name="leaving"),
    path("leaving/export", leaving.leaving_export, name="leaving_export"),
    path("leaving/<str:number>", leaving.leaving_answer, name="leaving_answer"),
    path("leaving/<str:number>/refusal", leaving.leaving_refusal, name="leaving_refusal"),
)
