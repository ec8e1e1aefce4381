"""What the town's borrowers have in their wallets: each paper says what its picture shows."""

from datetime import date

from django.db import transaction

from anju.batch.town.borrowers import LEFT_IN, Borrower
from anju.batch.town.pay import noon
from anju.batch.town.pictures import picture_of
from anju.batch.town.plan import Hall
from anju.documents.materials.add_file import add_file
from anju.documents.materials.kinds import Kind, rule_of
from anju.documents.materials.make_material import make_material
from anju.documents.materials.models import Material
from anju.documents.materials.said import pairs
from anju.people.models import Member
from anju.policy.reasons import ReasonRule
from anju.policy.rules import value

MADE_IN = "网厅-个人版"
BOUGHT_ON, FEE_PAID_ON = date(2026, 6, 15), date(2026, 10, 28)
PRICE, FEE, LEASED = "865000.00", "2460.00", ("2026-06-01", "2027-05-31", "1850.00")


def give_papers(*, hall: Hall, whose: Borrower, member: Member, today: date) -> list[Material]:
    """Every paper the reason of his story asks for without exception; once each."""
    rule: ReasonRule = value(f"withdrawal.{whose.reason}", on=today)
    return [
        keep_paper(hall=hall, whose=whose, member=member, kind=Kind(paper.kind), today=today)
        for paper in rule.papers
        if paper.needed
    ]


def keep_paper(
    *,
    hall: Hall,
    whose: Borrower,
    member: Member,
    kind: Kind,
    today: date,
    title: str = "",
    blurred: bool = False,
) -> Material:
    """One paper with its picture; one of that title that is there already is answered."""
    title = title or kind.label
    known = member.materials.filter(kind=kind, title=title).first()
    if known is not None:
        return known
    said = _said(hall, whose, member, kind)
    with transaction.atomic():
        made = make_material(member=member, kind=kind, typed=said, channel=MADE_IN, title=title)
        add_file(
            material=made,
            name=f"{title}.jpg",
            content=picture_of(
                title=kind.label,
                lines=[("姓名", member.name), *pairs(rule_of(kind), made.values)],
                seed=f"{hall.code}/{whose.person}/{title}",
                blurred=blurred,
            ),
            now=noon(today),
        )
    return Material.objects.get(pk=made.pk)


def address_of(whose: Borrower) -> str:
    """Where a borrower lives, rents or has bought."""
    house, room = whose.person % 90 + 10, whose.person % 20 + 101
    return f"演示路 {house} 号 {whose.person % 6 + 1} 幢 {room} 室"


def contract_number(hall: Hall, whose: Borrower) -> str:
    """The number of his contract, which nobody else's paper bears."""
    return f"YS{hall.number}{whose.person:06d}"


def _said(hall: Hall, whose: Borrower, member: Member, kind: Kind) -> dict[str, str]:
    number, address = contract_number(hall, whose), address_of(whose)
    fee = kind == Kind.INVOICE and whose.reason == "property_fee"
    said: dict[Kind, dict[str, str]] = {
        Kind.PURCHASE_CONTRACT: {
            "number": number,
            "address": address,
            "signed_on": f"{BOUGHT_ON}",
            "price_fen": PRICE,
            "seller": "安居演示置业有限公司",
            "buyers": member.name,
        },
        Kind.INVOICE: {
            "number": f"26{hall.number:02d}{whose.person:08d}",
            "issued_on": f"{FEE_PAID_ON if fee else BOUGHT_ON}",
            "amount_fen": FEE if fee else PRICE,
            "seller": "安居演示物业有限公司" if fee else "安居演示置业有限公司",
        },
        Kind.LEASE: {
            "number": number,
            "address": address,
            "starts_on": LEASED[0],
            "ends_on": LEASED[1],
            "rent_fen": LEASED[2],
        },
        Kind.TERMINATION_PROOF: {
            "employer": hall.firm("big").name,
            "ended_on": f"{LEFT_IN.first_day}",
        },
        Kind.RETIREMENT_PROOF: {"number": number, "retired_on": "2026-10-31"},
    }
    return said[kind]
