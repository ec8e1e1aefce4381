"""A register of thousands: the list stays where one was, and keys reach every row."""

import pytest
from django.test import Client
from tests.people_of_the_town import identity, opening, staff
from tests.portals.conftest import account_of

from anju.contributions.models import Line, Register
from anju.people.models import Employer

ALL = 120
SEALS = "/employer/seal-register"


@pytest.fixture
def sealed(desk: Client, mill: Employer) -> Register:
    """A register that seals 120 people, who are found on three pages of 50."""
    staff(mill, *(opening(100 + order, f"周{chr(0x4E00 + order)}") for order in range(ALL - 2)))
    desk.get(SEALS)
    register = Register.objects.get(kind=Register.Kind.SEALS)
    keys = [str(key) for key in mill.accounts.values_list("pk", flat=True)]
    form = {"version": str(register.version), "account": keys, "kind": "seal"}
    assert desk.post(f"{SEALS}/picks", form).status_code == 302
    register.refresh_from_db()
    return register


def rows(text: str) -> int:
    return text.count("data-row")


def test_pages_have_the_size_one_chooses(desk: Client, sealed: Register) -> None:
    assert rows(desk.get(SEALS).content.decode()) == 50
    assert rows(desk.get(f"{SEALS}?page=3").content.decode()) == 20
    assert rows(desk.get(f"{SEALS}?size=200").content.decode()) == ALL


def test_after_an_edit_one_is_back_at_the_row_on_its_page_in_its_order(
    desk: Client, sealed: Register
) -> None:
    line = sealed.lines.order_by("name", "id")[70]
    page = f"{SEALS}?sort=name&size=20&page=4"
    assert (
        f"lines/{line.pk}?sort=name&amp;size=20&amp;page=4" in desk.get(page).content.decode()
    )
    saved = desk.post(
        f"/employer/register/lines/{line.pk}?sort=name&size=20&page=4",
        {"version": str(sealed.version), "kind": "seal"},
    )
    assert saved["Location"] == f"{SEALS}?sort=name&size=20&row={line.pk}&was=4#row-{line.pk}"
    shown = desk.get(saved["Location"]).content.decode()
    assert f'id="row-{line.pk}"' in shown
    assert "第 4/6 页" in shown


def test_a_row_that_is_no_longer_bad_leaves_one_on_the_same_page_of_bad_rows(
    desk: Client, sealed: Register
) -> None:
    last = sealed.lines.order_by("id").last()
    Line.objects.exclude(pk=last.pk).update(
        faults=[{"code": "R07", "field": "kind", "sentence": "x", "cell": ""}]
    )
    shown = desk.get(f"{SEALS}?show=bad&row={last.pk}&was=2").content.decode()
    assert "第 2/3 页" in shown


def test_lines_are_found_by_name_account_and_identity_number(
    desk: Client, sealed: Register
) -> None:
    for words in ("王芳", account_of("王芳").number, identity(1)):
        shown = desk.post(SEALS, {"q": words, "show": "good"}, follow=True)
        text = shown.content.decode()
        assert rows(text) == 1
        assert 'name="show" value="good"' in text


def test_whoever_comes_second_sees_what_was_changed_and_keeps_what_he_typed(
    desk: Client, sealed: Register
) -> None:
    line = sealed.lines.get(name="王芳")
    gone = desk.post(
        f"/employer/register/lines/{line.pk}/removal",
        {"register": sealed.number, "version": str(sealed.version)},
    )
    assert gone.status_code == 302
    other = sealed.lines.get(name="李伟")
    late = desk.post(
        f"/employer/register/lines/{other.pk}",
        {"version": str(sealed.version), "kind": "seal"},
    )
    text = late.content.decode()
    assert late.status_code == 422
    assert "您打开之后，清册有这些改动" in text
    assert "移除 王芳" in text
    sealed.refresh_from_db()
    assert f'name="version" value="{sealed.version}"' in text


def test_the_list_is_exported_as_it_is_asked_for(desk: Client, sealed: Register) -> None:
    answer = desk.get(f"/employer/registers/{sealed.number}/export?show=good")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.content.startswith(b"PK")
