"""Another center asks about a reference: which of our materials is it (参考号)?"""

from anju.audit.record import record
from anju.centers.sightings import is_told, reference_of
from anju.documents.materials.models import Material, MaterialUse
from anju.ground.errors import Refusal
from anju.people.models import Staff

PLACES = 12


class NoSuchReference(Refusal):
    code = "documents.no_such_reference"


def material_by_reference(*, reference: str, by: Staff) -> Material:
    """The material of ours that a reference stands for; the question is kept in the trail.

    Spaces, dashes and small letters are forgiven. Raises NoSuchReference.
    """
    plain = "".join(one for one in reference.upper() if one.isalnum())[:PLACES]
    wanted = "-".join(plain[place : place + 4] for place in range(0, PLACES, 4))
    number = _number_of(wanted) if is_told(reference=wanted) else None
    if number is None:
        raise NoSuchReference(
            "本中心没有这个参考号。请核对 12 位字母和数字；材料退还以后，参考号不再有效。"
        )
    record(actor=f"staff/{by.pk}", deed="find_by_reference", subject=number, reference=wanted)
    return Material.objects.select_related("member").get(number=number)


def _number_of(reference: str) -> str | None:
    """A keyed digest cannot be read backwards, so ours are tried: 100,000 in half a second."""
    held = MaterialUse.objects.exclude(state=MaterialUse.State.FREED)
    numbers = held.order_by("-material").values_list("material__number", flat=True).distinct()
    tried = (one for one in numbers.iterator() if reference_of(one) == reference)
    return next(tried, None)
