"""Which employer a counter page is about, by the account number given."""

from anju.ground.errors import Refusal
from anju.ground.identity import normalise
from anju.people.models import Employer
from anju.portals.counter.door import StaffRequest
from anju.portals.shared.fields import answer

KEY_MOST = 19


class NoSuchEmployer(Refusal):
    code = "portals.no_such_employer"


def asked_employer(request: StaffRequest) -> Employer | None:
    """The employer whose number stands in the form, or whose key in the address."""
    number, key = normalise(answer(request, "number")), request.GET.get("employer", "")
    if number:
        return Employer.objects.filter(number=number).first()
    known = key.isascii() and key.isdecimal() and len(key) < KEY_MOST
    return Employer.objects.filter(pk=int(key)).first() if known else None


def own_employer(number: str) -> Employer:
    """The employer with this account number; raises NoSuchEmployer."""
    found = Employer.objects.filter(number=normalise(number)).first()
    if found is None:
        raise NoSuchEmployer("没有这个单位账号，请核对后重新填写，或在工作台按名称查找。")
    return found
