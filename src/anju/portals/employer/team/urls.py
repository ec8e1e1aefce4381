"""The addresses of those who act for an employer."""

from django.urls import path

from anju.portals.employer.team import (
    colleagues,
    mismatches,
    proposals,
    propose,
    switch,
    tokens,
)

PATHS = (
    path("switch", switch.switch, name="switch"),
    path("colleagues", colleagues.colleagues, name="colleagues"),
    path("colleagues/export", colleagues.colleagues_export, name="colleagues_export"),
    path("colleagues/new", colleagues.new_colleague, name="new_colleague"),
    path("colleagues/<int:pk>/handover", colleagues.handover, name="handover"),
    path("colleagues/<int:pk>/record", colleagues.handover_record, name="handover_record"),
    path("tokens", tokens.tokens, name="tokens"),
    path("tokens/new", tokens.new_token, name="new_token"),
    path("tokens/<int:pk>/revocation", tokens.revocation, name="token_revocation"),
    path("proposals", proposals.proposals, name="proposals"),
    path("proposals/export", proposals.proposals_export, name="proposals_export"),
    path("mobile-change", propose.mobile_change, name="mobile_change"),
    path("proposals/<str:number>", proposals.proposal, name="proposal"),
    path("proposals/<str:number>/withdrawal", proposals.withdrawal, name="withdrawal"),
    path("mismatches", mismatches.mismatches, name="mismatches"),
    path("mismatches/settled", mismatches.settled, name="mismatch_settled"),
)
