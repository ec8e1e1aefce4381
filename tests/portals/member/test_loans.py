"""我的贷款: one's own loans with what was repaid, and nobody else's."""

from datetime import date

from django.test import Client
from tests.people_of_the_town import opening, staff
from tests.portals.member.lending import lend

from anju.people.models import Employer, Member
from anju.withdrawals.models import LoanRecord

FUND = LoanRecord.Kind.FUND


def test_only_ones_own_loans_are_listed(
    inside_hall: Client, fang: Member, mill: Employer
) -> None:
    staff(mill, opening(3, "孙七"))
    theirs = lend(Member.objects.get(name="孙七"), FUND)
    own = lend(fang, FUND)
    shown = inside_hall.get("/my/loans").content.decode()
    assert own.number in shown
    assert theirs.number not in shown
    assert inside_hall.get(f"/my/loans/{theirs.number}").status_code == 404
    assert inside_hall.get("/my/loans/DK0000000000").status_code == 404


def test_repayments_are_paged_with_the_sum_of_all(inside_hall: Client, fang: Member) -> None:
    repaid = [(date(2026, 8, day), 10_000, 5_000) for day in range(1, 26)]
    own = lend(fang, FUND, repaid=repaid)
    first = inside_hall.get(f"/my/loans/{own.number}").content.decode()
    for words in ("本页合计", "总合计", "2,500.00", "1,250.00"):
        assert words in first
    whole = inside_hall.get(f"/my/loans/{own.number}?as=print").content.decode()
    assert whole.count("2026-08-") == 25
    book = inside_hall.get(f"/my/loans/{own.number}?as=xlsx")
    assert book["Content-Type"].endswith("spreadsheetml.sheet")
