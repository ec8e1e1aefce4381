"""The coming month's payroll lists of the town's employers, to be tried at the upload."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from anju.batch.town.files import write_rosters
from anju.batch.town.found import employer_of
from anju.batch.town.persons import person
from anju.batch.town.plan import OUTSIDERS, Firm, Hall
from anju.batch.town.rosters import RosterLine, roster_line
from anju.people.models import Employer, FundAccount

JOINERS, LEAVERS, BASE_CHANGES = 40, 25, 10
FIRST_LEAVER = 30
MORE_YUAN = 500
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def write_payrolls(*, hall: Hall, folder: Path) -> None:
    """Write the large firm's list with its broken rows, and the middle one's without any."""
    month = hall.months[-1].next
    for key, lines in (("big", broken_list(hall)), ("middle", clean_list(hall))):
        firm = hall.firm(key)
        title = f"{firm.name} {month.chinese}职工工资及住房公积金缴存名单"
        write_rosters(folder, stem_of(firm), title, lines)


def stem_of(firm: Firm) -> str:
    """The name of a firm's files, without their ending."""
    return firm.key


def clean_list(hall: Hall) -> list[RosterLine]:
    """Three join, two leave, and every row is good."""
    firm = hall.firm("middle")
    lines = _lines(hall, firm)
    del lines[60:62]
    return lines + [_newcomer(hall, firm, OUTSIDERS + 100 + place) for place in range(3)]


def broken_list(hall: Hall) -> list[RosterLine]:
    """40 join, 25 leave, and 13 rows are wrong, each in a way of its own.

    10 more ask for a second base in a year that has had its change in July.
    Some good rows are typed carelessly: full-width digits, spaces in names.
    """
    firm = hall.firm("big")
    lines = _lines(hall, firm)
    del lines[FIRST_LEAVER : FIRST_LEAVER + LEAVERS]
    changes = slice(FIRST_LEAVER, FIRST_LEAVER + BASE_CHANGES)
    lines[changes] = [_with_more(line) for line in lines[changes]]
    lines += [
        _carelessly(_newcomer(hall, firm, OUTSIDERS + place), place) for place in range(JOINERS)
    ]
    bad = list(_broken(hall, firm, lines))
    step = len(lines) // (len(bad) + 1)
    for place, line in enumerate(bad, start=1):
        lines.insert(place * step, line)
    return lines


def _lines(hall: Hall, firm: Firm) -> list[RosterLine]:
    """Who is active at the firm, in the order in which they were opened."""
    return [_line_of(account) for account in _active(_employer(hall, firm))]


def _employer(hall: Hall, firm: Firm) -> Employer:
    employer = employer_of(hall, firm)
    if employer is None:
        raise LookupError(f"{firm.name} is not registered")
    return employer


def _active(employer: Employer) -> Iterator[FundAccount]:
    found = employer.accounts.filter(state=FundAccount.State.NORMAL)
    return found.select_related("member").order_by("number").iterator()


def _line_of(account: FundAccount) -> RosterLine:
    return roster_line(
        name=account.member.name,
        identity_number=account.member.identity_number,
        mobile=account.member.mobile,
        base_fen=account.base_fen,
        ratios=(account.employer_rate, account.own_rate),
        account_number=account.number,
    )


def _newcomer(hall: Hall, firm: Firm, index: int) -> RosterLine:
    who = person(hall, index)
    return roster_line(
        name=who.name,
        identity_number=who.identity_number,
        mobile=who.mobile,
        base_fen=who.base_fen,
        ratios=firm.rates,
    )


def _with_more(line: RosterLine) -> RosterLine:
    base = Decimal(line.base)
    return line._replace(base=base - MORE_YUAN if base > 20_000 else base + MORE_YUAN)


def _carelessly(line: RosterLine, place: int) -> RosterLine:
    if place % 4 == 0:
        return line._replace(base=f"{line.base}".translate(WIDE))
    if place % 4 == 1:
        return line._replace(name=" ".join(line.name), mobile=f" {line.mobile}")
    return line


def _with_wrong_check_digit(line: RosterLine) -> RosterLine:
    number = str(line.identity_number)
    return line._replace(identity_number=number[:17] + ("1" if number[17] != "1" else "2"))


def _as_a_number(line: RosterLine) -> RosterLine:
    return line._replace(identity_number=int(str(line.identity_number)[:15] + "000"))


def _with_birth(line: RosterLine, birth: str) -> RosterLine:
    number = str(line.identity_number)
    return line._replace(identity_number=number[:6] + birth + number[14:])


_BROKEN: tuple[Callable[[RosterLine], RosterLine], ...] = (
    _as_a_number,
    _with_wrong_check_digit,
    lambda line: line._replace(identity_number=str(line.identity_number)[:17]),
    lambda line: _with_birth(line, "19900230"),
    lambda line: line._replace(identity_number=""),
    lambda line: line._replace(base=Decimal(1500)),
    lambda line: line._replace(base=Decimal(50_000)),
    lambda line: line._replace(employer_ratio="13%", own_ratio="13%"),
    lambda line: line._replace(base="1e3"),
)


def _broken(hall: Hall, firm: Firm, good: list[RosterLine]) -> Iterator[RosterLine]:
    for place, break_it in enumerate(_BROKEN, start=JOINERS):
        yield break_it(_newcomer(hall, firm, OUTSIDERS + place))
    twice = _newcomer(hall, firm, OUTSIDERS + JOINERS + len(_BROKEN))
    yield twice
    yield twice._replace(base=Decimal(5000))
    neighbour = next(_active(_employer(hall, hall.firm("middle"))))
    yield _line_of(neighbour)._replace(account_number="")
    # Somebody's row under another name: the last who is there already.
    known = next(line for line in reversed(good) if line.account_number)
    good.remove(known)
    yield known._replace(name="张三丰")
