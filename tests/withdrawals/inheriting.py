"""王芳 has died; 王小明, who never had an account, is her son and stands at the counter."""

from datetime import date

from tests.documents.materials.papers import paper
from tests.people_of_the_town import TODAY, identity
from tests.withdrawals.conftest import NOON

from anju.documents.materials.add_file import add_file
from anju.documents.materials.make_material import make_material
from anju.documents.materials.models import Material
from anju.ground.invented import make_mobile
from anju.people.models import Member, Staff
from anju.people.register_person import NewPerson, register_person
from anju.withdrawals.counter.confirm import Confirmation
from anju.withdrawals.counter.take_in import form_number, take_in
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal

SON = identity(61, born_on=date(1995, 6, 1))
SONS_MOBILE = make_mobile(61)
SONS_CARD = "6217000010000000027"


def register_son(name: str = "王小明") -> Member:
    return register_person(
        person=NewPerson(name, SON, SONS_MOBILE), today=TODAY, by="staff/811"
    )


def death_papers(member: Member, *, seed: int = 3) -> Material:
    """The certificate of death and the notary's word who inherits, scanned at the desk."""
    made = make_material(
        member=member,
        kind="death_proof",
        typed={"deceased": member.name, "died_on": "2026-10-30", "heirs": "王小明"},
        channel="counter",
    )
    add_file(material=made, name="公证书.jpg", content=paper(seed), now=NOON)
    made.refresh_from_db()
    return made


def inherits(*materials: Material, heir: str = SON, relation: str = "子女") -> Request:
    numbers = tuple(one.number for one in materials)
    return Request("death", "", {"heir": heir, "relation": relation}, numbers)


def signed(request: Request, *, seed: int = 4, **more) -> Confirmation:
    """The form with the heir's name under it."""
    told = {"signed_name": "申请表.jpg", "signed": paper(seed), **more}
    return Confirmation(True, form_number(request), **told)


def handed_in(
    member: Member,
    request: Request,
    clerk: Staff,
    *,
    confirmed: Confirmation | None = None,
    today: date = TODAY,
    intent: str = "heir-1",
) -> Withdrawal:
    return take_in(
        request=request,
        member=member,
        confirmed=confirmed or signed(request),
        clerk=clerk,
        intent=intent,
        today=today,
        now=NOON,
    )
