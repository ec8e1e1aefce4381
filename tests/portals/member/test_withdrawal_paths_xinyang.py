"""信阳's path through a withdrawal: what is shown first, and what it refuses."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.people_of_the_town import opening, staff
from tests.portals.member.withdrawing import (
    ALL,
    clock,
    code_for,
    errors_in,
    intent_of,
    paper,
    room,
    saver,
    seal,
    text,
)

from anju.documents.materials.make_material import make_material
from anju.documents.materials.models import Material
from anju.people.models import Employer, Member
from anju.withdrawals.models import Withdrawal

__all__ = ["clock", "room", "saver"]
LEFT = "/my/withdrawals/reasons/employment_ended"
SAID = {"employer": "申城纺织有限公司", "ended_on": "2026-04-18"}


@pytest.fixture
def unfinished(saver: Member) -> Material:
    """A proof that was written down and not photographed yet."""
    seal(saver, months=7)
    return make_material(
        member=saver, kind="termination_proof", typed=SAID, channel="网厅-个人版"
    )


@pytest.mark.rows("X-08")
def test_the_three_types_come_first_in_the_manuals_order(room: Client) -> None:
    shown = text(room.get(ALL))
    hub = shown.partition('id="types-h"')[2].partition("</section>")[0]
    places = [hub.index(one) for one in ("employment_ended", "emigration", "retirement")]
    assert places == sorted(places)
    assert 'id="types-h"' not in text(room.get(f"{ALL}?if=retire"))


@pytest.mark.rows("X-10")
def test_a_material_is_made_only_where_there_is_none(
    room: Client, unfinished: Material
) -> None:
    shown = text(room.get(f"{LEFT}/form"))
    assert unfinished.number in shown
    assert "创建提取材料" not in shown
    assert "另建一份" in shown
    Material.objects.all().delete()
    assert "创建提取材料" in text(room.get(f"{LEFT}/form"))


@pytest.mark.rows("X-11", "X-12")
def test_without_its_pages_the_material_hands_nothing_in(
    room: Client, unfinished: Material
) -> None:
    room.post(f"{LEFT}/form", {"material": [unfinished.number], "press": "on"})
    shown = text(room.get(f"{LEFT}/check"))
    assert "身份信息校验通过，8 项条件中没有不满足的" in shown
    assert "还没有上传文件" in shown
    refused = room.post(f"{LEFT}/check", {"intent": intent_of(shown), "ask_code": "1"})
    assert (refused.status_code, Withdrawal.objects.count()) == (422, 0)
    assert "还缺材料：解除（终止）劳动关系证明" in errors_in(refused)


def test_to_upload_one_leaves_for_the_material_and_finds_back(
    room: Client, unfinished: Material
) -> None:
    room.post(f"{LEFT}/form", {"material": [unfinished.number], "press": "on"})
    away = room.post(f"{LEFT}/check", {"press": f"upload:{unfinished.number}"})
    assert away["Location"] == f"/my/materials/{unfinished.number}"
    assert "回到“与单位终止（解除）劳动关系”" in text(room.get(away["Location"]))


@pytest.mark.parametrize("number", ["", "../../x", "CL999999999999"])
def test_what_is_no_material_of_hers_is_no_page(
    room: Client, unfinished: Material, number: str
) -> None:
    room.post(f"{LEFT}/form", {"material": [unfinished.number], "press": "on"})
    sent = room.post(f"{LEFT}/check", {"press": f"upload:{number}"})
    assert Withdrawal.objects.count() == 0
    assert sent.status_code == 422 or room.get(sent["Location"]).status_code == 404


def test_anothers_proof_is_not_taken(room: Client, saver: Member, mill: Employer) -> None:
    seal(saver, months=7)
    paper(saver, "termination_proof")
    staff(mill, opening(3, "孙七"))
    theirs = paper(Member.objects.get(name="孙七"), "termination_proof")
    room.post(f"{LEFT}/form", {"material": [theirs.number], "press": "on"})
    shown = text(room.get(f"{LEFT}/check"))
    code = code_for(room, f"{LEFT}/check", saver, intent=intent_of(shown))
    sent = room.post(f"{LEFT}/check", {"intent": intent_of(shown), "code": code})
    assert (sent.status_code, Withdrawal.objects.count()) == (422, 0)
    assert "不是您的" in errors_in(sent)


@pytest.mark.rows("X-11")
def test_who_is_still_employed_is_told_why_and_what_to_do(room: Client, saver: Member) -> None:
    mine = paper(saver, "termination_proof")
    refused = room.post(f"{LEFT}/form", {"material": [mine.number], "press": "on"})
    assert refused.status_code == 422
    assert "账户封存满 6 个月" in errors_in(refused)
    assert "离职后由原单位办理封存" in errors_in(refused)
