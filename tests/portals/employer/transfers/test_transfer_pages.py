"""What the pages of transfers let through, and whom they tell nothing."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from tests.contributions.transfers.conftest import asked, keep, submit
from tests.people_of_the_town import employer, identity, opening, staff
from tests.portals.conftest import account_of, agent_of, as_agent

from anju.contributions.models import Transfer
from anju.people.models import Appointment, Employer, FundAccount


@pytest.fixture
def inn(mill: Employer) -> Employer:
    return employer("浉河宾馆有限公司", seq=2)


@pytest.fixture
def inn_desk(hall: Client, inn: Employer) -> Client:
    """The hall as 孙会计 of the inn sees it."""
    return as_agent(hall, agent_of(inn, "孙会计", 903))


def waiting(inn: Employer) -> Transfer:
    keep(inn, asked(1, "王芳"))
    (one,) = submit(inn, timezone.now()).waiting
    return one


def sent(desk: Client, *people: tuple[int, str]) -> str:
    for order, name in people:
        desk.post(
            "/employer/arrivals/new",
            {"person": identity(order), "name": name, "base_fen": "7000.00"},
        )
    seen = re.search(
        r'name="seen" value="(\w+)"', desk.get("/employer/arrivals").content.decode()
    )
    assert seen
    answer = desk.post("/employer/arrivals/submission", {"seen": seen[1]}, follow=True)
    return answer.content.decode().split("<main")[1].split("</main>")[0]


@pytest.mark.rows("C-42", "X-30")
@pytest.mark.usefixtures("at_one_moment")
def test_the_page_answers_alike_for_somebody_who_pays_elsewhere_and_for_nobody(
    inn_desk: Client, inn: Employer
) -> None:
    pages = [sent(inn_desk, (1, "王芳")), sent(inn_desk, (66, "王芳"))]
    plain = [re.sub(r"ZY\d+|[\d*]{18}", "", page) for page in pages]
    assert plain[0] == plain[1]
    assert "申城纺织" not in pages[0]


def test_the_list_of_submitted_requests_never_names_the_old_employer_before_it_is_done(
    inn_desk: Client, inn: Employer
) -> None:
    waiting(inn)
    for path in ("/employer/arrivals/requests", "/employer/arrivals"):
        assert "申城纺织" not in inn_desk.get(path).content.decode()


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/employer/leaving/{number}", {}),
        ("/employer/leaving/{number}/refusal", {"reason": "仍在职"}),
        (
            "/employer/arrivals/lines/{number}",
            {"name": "王芳", "person": "1", "base_fen": "1"},
        ),
    ],
)
def test_a_request_for_anothers_people_answers_404_and_changes_nothing(
    hall: Client, inn: Employer, path: str, form: dict[str, str]
) -> None:
    one = waiting(inn)
    stranger = as_agent(hall, agent_of(employer("浉河商行有限公司", seq=3), "周会计", 904))
    assert stranger.post(path.format(number=one.number), form).status_code == 404
    one.refresh_from_db()
    assert one.state == Transfer.State.WAITING


def test_a_withdrawal_of_anothers_request_is_refused_and_changes_nothing(
    desk: Client, inn: Employer
) -> None:
    one = waiting(inn)
    answer = desk.post(f"/employer/arrivals/requests/{one.number}/withdrawal")
    assert answer.status_code == 422
    one.refresh_from_db()
    assert one.state == Transfer.State.WAITING


def test_an_employers_number_in_the_form_changes_nobody_elses_list(
    inn_desk: Client, mill: Employer, inn: Employer
) -> None:
    form = {"person": identity(66), "name": "郑强", "base_fen": "7000", "employer": mill.number}
    inn_desk.post("/employer/arrivals/new", form)
    assert [one.employer for one in Transfer.objects.all()] == [inn]


def test_who_only_looks_keeps_and_confirms_nothing(
    reader_desk: Client, inn: Employer, mill: Employer
) -> None:
    one = waiting(inn)
    assert reader_desk.get("/employer/leaving").status_code == 200
    assert reader_desk.post(f"/employer/leaving/{one.number}").status_code == 403
    assert reader_desk.post("/employer/arrivals/submission").status_code == 403
    assert account_of("王芳").employer_id == mill.pk


def test_the_first_page_counts_what_waits_for_the_old_employers_word(
    desk: Client, inn: Employer
) -> None:
    assert "转出确认" not in desk.get("/employer/").content.decode().split("<main")[1]
    waiting(inn)
    assert "转出确认" in desk.get("/employer/").content.decode().split("<main")[1]


def test_the_old_employer_refuses_with_a_reason_and_the_asker_reads_it(
    desk: Client, inn: Employer, agent: Appointment
) -> None:
    one = waiting(inn)
    path = f"/employer/leaving/{one.number}/refusal"
    assert desk.post(path, {"reason": ""}).status_code == 422
    assert desk.post(path, {"reason": "仍在我单位任职"}).status_code == 302
    asker = as_agent(desk, agent_of(inn, "孙会计", 903))
    page = asker.get("/employer/arrivals/requests").content.decode()
    assert "仍在我单位任职" in page
    assert account_of("王芳").employer_id == agent.employer_id


def test_lists_are_offered_as_workbooks(inn_desk: Client, desk: Client, inn: Employer) -> None:
    waiting(inn)
    for path in ("/employer/arrivals/requests/export", "/employer/leaving/export"):
        answer = desk.get(path)
        assert answer.status_code == 200
        assert answer.content[:2] == b"PK"


def test_another_member_cannot_answer_for_somebody(
    at_home: Client, inn: Employer, mill: Employer
) -> None:
    staff(mill, opening(8, "刘洋"))
    keep(inn, asked(8, "刘洋"))
    (one,) = submit(inn, timezone.now()).waiting
    assert at_home.post(f"/my/transfers/{one.number}/consent").status_code == 404
    assert at_home.post(f"/my/transfers/{one.number}/refusal").status_code == 404
    assert FundAccount.objects.get(member__name="刘洋").employer_id == mill.pk


def test_a_member_says_no_and_the_account_stays(
    at_home: Client, inn: Employer, mill: Employer
) -> None:
    one = waiting(inn)
    assert at_home.post(f"/my/transfers/{one.number}/refusal").status_code == 302
    one.refresh_from_db()
    assert (one.state, one.reason) == (Transfer.State.REFUSED, "职工本人不同意转移")
    assert account_of("王芳").employer_id == mill.pk
