"""How a receipt's code is shown and where it can be verified."""

from django.http import HttpRequest
from django.urls import reverse


def grouped(code: str) -> str:
    """The code in groups of four, as it is printed."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def verify_page(request: HttpRequest) -> str:
    """The full address of the public page, in the form the visitor came by."""
    return request.build_absolute_uri(reverse("public:verify"))
