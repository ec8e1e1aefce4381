"""Papers that leave the counter: PDF for the clerk's printer, slips for the sealed one."""

from django.http import HttpResponse
from django.utils import timezone

from anju.documents.print_slip import print_slip
from anju.identity.counter.slips import Slip

PRINTED = "密封函 {number} 已送密封打印机，请原封交给本人；24 小时内有效。"


def print_for(slip: Slip, for_what: str) -> str:
    """Send a slip to its printer; the number on its outside."""
    return print_slip(name=slip.name, for_what=for_what, code=slip.code, now=timezone.now())


def as_attachment(pdf: bytes, name: str) -> HttpResponse:
    """A PDF to be printed; a fresh one each time, kept nowhere."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
