"""The pages of the certificate."""

from django.urls import path

from anju.portals.employer import certificate, certificate_binding, certificate_challenge

PATHS = [
    path("certificate", certificate.certificate, name="certificate"),
    path(
        "certificate/challenge", certificate_challenge.challenge, name="certificate_challenge"
    ),
    path(
        "certificate/challenge.txt",
        certificate_challenge.challenge_text,
        name="certificate_challenge_text",
    ),
    path("certificate/binding", certificate_binding.binding, name="certificate_binding"),
    path(
        "certificate/binding/signed",
        certificate_binding.binding_signed,
        name="certificate_binding_signed",
    ),
    path("certificate/binding/<int:pk>/end", certificate_binding.end, name="certificate_end"),
]
