"""The employer's own pages: whoever looks only looks, and nobody reaches another's."""

from django.test import Client
from tests.people_of_the_town import employer, opening, staff
from tests.portals.conftest import agent_of, as_agent

from anju.cases.models import Case
from anju.identity.models import Visit
from anju.people.models import Appointment, Employer, EmployerChange, RatioChange

SIGNING = {"bank": "中国银行", "account": "4105017800000009", "paper_0": "J1"}


def test_who_only_looks_sees_the_history_and_changes_nothing(
    reader_desk: Client, mill: Employer
) -> None:
    for path in ("own/changes", "own/applications", "own/bank"):
        assert reader_desk.get(f"/employer/{path}").status_code == 200
    for path in ("own/registration", "own/ratio", "own/applications/new/signing"):
        assert reader_desk.post(f"/employer/{path}", SIGNING).status_code == 403
    assert not EmployerChange.objects.exists()
    assert not Case.objects.exists()


def test_a_password_only_looks_where_the_city_says_so(hall: Client, agent: Appointment) -> None:
    desk = as_agent(hall, agent, strength=Visit.Strength.PASSWORD)
    assert desk.post("/employer/own/ratio", {"employer_rate": "8"}).status_code == 403
    assert not RatioChange.objects.exists()


def test_a_forged_employer_number_changes_only_ones_own(desk: Client, mill: Employer) -> None:
    other = employer("青峰茶业有限公司", seq=2)
    staff(other, opening(7, "吴敏"))
    answer = desk.post(
        "/employer/own/ratio",
        {
            "number": other.number,
            "employer": str(other.pk),
            "employer_rate": "8",
            "reason": "职代会决议",
            "expected_fen": "194000",
        },
    )
    assert answer.status_code == 302
    assert RatioChange.objects.get().employer == mill
    other.refresh_from_db()
    assert str(other.employer_rate) == "0.1200"


def test_anothers_application_and_receipt_are_not_found(hall: Client, mill: Employer) -> None:
    other = employer("青峰茶业有限公司", seq=2)
    theirs = as_agent(hall, agent_of(other, "钱会计", 903))
    theirs.post("/employer/own/applications/new/signing", SIGNING)
    case = Case.objects.get()
    assert case.employer == other
    theirs.post("/employer/own/registration", {"seen": "0", "address": "别处", "payday": "10"})
    number = EmployerChange.objects.get().source
    assert number
    desk = as_agent(Client(HTTP_HOST="xinyang.localhost"), agent_of(mill, "赵会计", 904))
    for path in ("", "/mending", "/withdrawal"):
        answer = desk.post(f"/employer/own/applications/{case.number}{path}")
        assert answer.status_code in (404, 405, 422)
    case.refresh_from_db()
    assert case.state == "waiting"


def test_a_page_that_was_overtaken_or_forged_writes_nothing(
    desk: Client, mill: Employer
) -> None:
    for seen in ("", "x", "7", "9" * 30):
        answer = desk.post("/employer/own/registration", {"seen": seen, "address": "别处"})
        assert answer.status_code == 422
    assert not EmployerChange.objects.exists()
    assert desk.get("/employer/own/applications/new/anything").status_code == 404


def test_closing_with_people_left_is_refused_with_the_list(desk: Client) -> None:
    answer = desk.post(
        "/employer/own/applications/new/closing", {"because": "02", "paper_0": "无"}
    )
    assert answer.status_code == 422
    assert "正常职工 2 人，须先封存并转移或提取" in answer.content.decode()
    assert not Case.objects.exists()
