"""A payroll program hands in, reads, submits and takes receipts, as agents do on the web."""

import io

import openpyxl
from django.test import Client
from tests.contributions.review.conftest import four_eyes
from tests.people_of_the_town import identity
from tests.portals.api.conftest import JOINING, LOW, STAYING, Program
from tests.portals.conftest import agent_of, as_agent

from anju.audit.models import Event
from anju.contributions.models import Register
from anju.documents.models import Print
from anju.people.models import Appointment, Employer


def test_a_roster_is_handed_in_read_and_submitted(program: Program, mill: Employer) -> None:
    done = program.compared(*STAYING, JOINING, LOW)
    assert (done["state"], done["rows_all"], done["percent"]) == ("compared", 4, 100)
    register = program.get("/registers/draft").json()
    assert (register["good"], register["bad"], register["before"]) == (1, 1, "2910.00")
    assert (register["after_heads"], register["after"]) == (3, "4590.00")
    path = f"/registers/{register['number']}/submission"
    answer = program.post(path, {"version": register["version"], "accept": "good"})
    assert answer.status_code == 200, answer.content.decode()
    assert (answer.json()["state"], answer.json()["number"]) == (
        "submitted",
        register["number"],
    )
    assert mill.accounts.filter(state="01").count() == 3
    assert Register.objects.get(state="submitted").edited_by == "赵会计"
    assert Event.objects.filter(deed="deed_by_token").count() == 2


def test_errors_are_the_same_json_as_on_the_web(
    program: Program, agent: Appointment, hall
) -> None:
    done = program.compared(*STAYING, LOW)
    lines = program.get(f"/registers/{done['register_number']}/lines", show="bad").json()
    (line,) = lines["lines"]
    (error,) = line["errors"]
    assert (error["code"], error["row"], error["cell"]) == ("R04", 4, "C4")
    assert (error["field"], error["way"]) == ("base_fen", error["sentence"].partition("。")[2])
    web = as_agent(hall, agent).get(f"/employer/uploads/{done['id']}/errors").json()
    assert web == {"errors": line["errors"]}
    assert line["identity_number"] != LOW[1]
    assert not any(word in str(error) for word in LOW[:2])


def test_the_workbook_with_reasons_goes_back_and_its_failed_rows_come_in_again(
    program: Program,
) -> None:
    done = program.compared(*STAYING, LOW)
    answer = program.get(f"/uploads/{done['id']}/workbook")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book.sheetnames[-1] == "错误行"
    assert book["错误行"]["C3"].value == "1.00"


def test_months_remittances_and_receipts_are_read(
    program: Program, mill: Employer, agent: Appointment, bank_answers
) -> None:
    from tests.people_of_the_town import TODAY

    from anju.contributions.models import Remittance
    from anju.contributions.remittances.remit import submit_remittance
    from anju.ground.calendar import Month

    owed = program.get("/dues").json()
    assert owed["months"] == [
        {"month": "2026-07", "heads": 2, "total": "2910.00", "due_on": "2026-07-15"}
    ]
    assert (owed["total"], owed["prepaid"]) == ("2910.00", "0.00")
    submit_remittance(
        employer=mill, until=Month(2026, 7), method=Remittance.Method.REALTIME,
        expected_fen=291_000, intent="a" * 32, today=TODAY, by="赵会计",
    )  # fmt: skip
    bank_answers()
    (one,) = program.get("/remittances").json()["remittances"]
    assert (one["state"], one["total"], one["heads"]) == ("posted", "2910.00", 2)
    assert program.get(f"/remittances/{one['number']}").json() == one
    receipt = next(
        each
        for each in program.get("/receipts").json()["receipts"]
        if each["kind"] == "remittance"
    )
    assert receipt["total"] == "2910.00"
    pdf = program.get(f"/receipts/{receipt['number']}/pdf")
    assert pdf.content.startswith(b"%PDF")
    assert Print.objects.get(receipt__number=receipt["number"]).channel == "单位接口"


def test_a_list_of_changes_only_seals_nobody(program: Program) -> None:
    done = program.compared(JOINING, scope="changes")
    lines = program.get(f"/registers/{done['register_number']}/lines").json()
    assert [(one["name"], one["kind"]) for one in lines["lines"]] == [("周燕", "open")]


def test_lines_come_in_pages(program: Program) -> None:
    done = program.compared(*(["周燕", identity(order), "7000"] for order in range(60, 75)))
    path = f"/registers/{done['register_number']}/lines"
    first = program.get(path, page=1, size=10).json()
    second = program.get(path, page=2, size=10).json()
    assert (first["total"], len(first["lines"]), len(second["lines"])) == (17, 10, 7)
    assert first["lines"][0]["id"] < second["lines"][0]["id"]


def test_what_a_program_does_stands_in_the_trail_under_its_agent(program: Program) -> None:
    program.upload(*STAYING)
    assert Event.objects.get(deed="take_upload").actor == "赵会计（接口 薪酬系统）"
    assert Event.objects.get(deed="make_token").actor.startswith("agent/")


def test_what_needs_a_second_person_is_202_and_takes_effect_by_his_word(
    program: Program, mill: Employer, hall: Client
) -> None:
    four_eyes(mill)
    reviewer = agent_of(mill, "郑主任", 905, Appointment.Role.REVIEWER)
    done = program.compared(*STAYING, JOINING)
    path = f"/registers/{done['register_number']}"
    asked = {"version": program.get(path).json()["version"], "accept": "all"}
    answer = program.post(f"{path}/submission", asked)
    assert answer.status_code == 202, answer.content.decode()
    told = answer.json()
    assert (told["state"], told["review_number"] is None) == ("draft", False)
    assert program.get(path).json()["review_number"] == told["review_number"]
    assert mill.accounts.count() == 2

    desk = as_agent(hall, reviewer)
    desk.post(f"/employer/review/{told['review_number']}/approval")
    now = program.get(path).json()
    assert (now["state"], now["review_number"]) == ("submitted", None)
    assert mill.accounts.count() == 3
    again = program.post(f"{path}/submission", asked)
    assert (again.status_code, again.json()) == (202, told)
    assert mill.accounts.count() == 3


def test_sent_back_it_is_a_draft_again_that_may_be_handed_in_anew(
    program: Program, mill: Employer, hall: Client
) -> None:
    four_eyes(mill)
    reviewer = agent_of(mill, "郑主任", 905, Appointment.Role.REVIEWER)
    path = f"/registers/{program.compared(*STAYING, JOINING)['register_number']}"
    asked = {"version": program.get(path).json()["version"], "accept": "all"}
    first = program.post(f"{path}/submission", asked).json()["review_number"]
    back = f"/employer/review/{first}/return"
    as_agent(hall, reviewer).post(back, {"reason": "基数请再核对"})
    assert program.get(path).json()["review_number"] is None
    second = program.post(f"{path}/submission", asked, key="deed-0002")
    assert (second.status_code, second.json()["review_number"] == first) == (202, False)


def test_where_nobody_could_agree_it_is_refused_with_whom_to_appoint(
    program: Program, mill: Employer
) -> None:
    four_eyes(mill)
    path = f"/registers/{program.compared(*STAYING, JOINING)['register_number']}"
    asked = {"version": program.get(path).json()["version"], "accept": "all"}
    answer = program.post(f"{path}/submission", asked)
    assert (answer.status_code, answer.json()["code"]) == (
        422,
        "contributions.nobody_to_review",
    )
    assert "委任" in answer.json()["title"]
