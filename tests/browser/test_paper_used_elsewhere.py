"""在另一个中心出现过 in Chromium: the reviewer reads where and when, and not whose (C3.5)."""

from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.browser.paid_out import at_the_table, card, office, saver
from tests.browser.staff_at_the_desk import come_in
from tests.documents.materials.conftest import NOW, contract_of
from tests.documents.materials.papers import paper
from tests.people_of_the_town import TODAY
from tests.staff_of_the_town import clerk
from tests.withdrawals.conftest import ask

from anju.centers.current import inside
from anju.centers.sightings import note_sightings
from anju.documents.materials.add_file import add_file
from anju.documents.materials.models import Material
from anju.documents.materials.tell_centers import tokens_of
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.withdrawals.dossier.request import Request

__all__ = ["card", "office", "saver"]
REFERENCE = "3F7A-90C2-11DE"


def used_in_zaozhuang(member: Member) -> Material:
    """Her contract, of which a case in 枣庄 holds the very same file."""
    made = contract_of(member)
    add_file(material=made, name="合同.jpg", content=paper(), now=NOW)
    made.refresh_from_db()
    tokens = tokens_of(made)
    with inside("zaozhuang"):
        note_sightings(reference=REFERENCE, tokens=tokens, on=TODAY.replace(day=2))
    return made


def test_the_reviewer_is_told_where_and_when(
    office: Page, door: Door, saver: Member, card: MemberCard
) -> None:
    contract = used_in_zaozhuang(saver)
    told = {"address": "演示路 9 号", "months": "2", "no_own_home": "是"}
    ask(saver, Request("rent", "", told, materials=(contract.number,)), now=timezone.now())
    at_the_table(office, door, "0801", "clerk", "陈柜员")
    risk = office.get_by_text("材料在另一个中心出现过").first
    expect(risk).to_be_visible()
    expect(office.get_by_text("2026-11-02 在另一个中心出现过：枣庄").first).to_be_visible()
    expect(office.get_by_text(f"参考号 {REFERENCE}").first).to_be_visible()
    assert_accessible(office)
    # A manager of the other center would find it there; here the number is nobody's.
    refused_here(office, door)


def refused_here(office: Page, door: Door) -> None:
    """材料参考号 of one's own center does not know another's."""
    office.context.clear_cookies()
    with door.lock:
        clerk("0802", "manager", name="周主管")
    come_in(office, door, "0802")
    office.goto(door.url("/counter/review/reference"))
    office.get_by_label("参考号").fill(REFERENCE.lower())
    office.get_by_role("button", name="查找").click()
    expect(office.get_by_role("alert")).to_contain_text("本中心没有这个参考号")
    assert_accessible(office)
