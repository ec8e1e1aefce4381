"""The pages of the certificate."""

from django.urls import path

from anju.portals.employer.certificates import binding, challenge, come_in

PATHS = [
    path("certificate", come_in.certificate, name="certificate"),
    path("certificate/challenge", challenge.challenge, name="certificate_challenge"),
    path(
        "certificate/challenge.txt",
        challenge.challenge_text,
        name="certificate_challenge_text",
    ),
    path("certificate/binding", binding.binding, name="certificate_binding"),
    path(
        "certificate/binding/signed",
        binding.binding_signed,
        name="certificate_binding_signed",
    ),
    path("certificate/binding/<int:pk>/end", binding.end, name="certificate_end"),
]
