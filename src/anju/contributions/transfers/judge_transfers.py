"""What can be said against a request for transfer without a word about the person."""

from collections.abc import Sequence
from datetime import date

from anju.centers.sealed import index_of
from anju.contributions.models import Transfer
from anju.contributions.registers.bounds import Bounds, bounds_for
from anju.contributions.registers.checks import Fault
from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number, check_name
from anju.ground.money import format_yuan
from anju.people.models import Employer, FundAccount
from anju.policy.rules import value

State = FundAccount.State


def judge_transfers(*, employer: Employer, asked: Sequence[Transfer], today: date) -> None:
    """Fill in amounts (fen a month) and faults of requests that are not submitted yet.

    Only the typed words, the asker's own staff and his own requests speak: whether another
    employer has such a person is looked at nowhere here. Nothing is saved. (C-42; security C2.)
    """
    bounds = bounds_for(employer=employer, on=today)
    names_former = bool(value("contribution.transfer_names_former", on=today))
    own = _own_states(employer, asked)
    seen = {typed_person(one) for one in _waiting(employer)}
    for one in asked:
        faults = [
            *_person(one, today),
            *_former(one, employer, names_former),
            *_base(one, bounds),
            *_at_home(own.get(typed_person(one), "")),
        ]
        if typed_person(one) in seen:
            faults.append(Fault("R10", "已有这个人的转入申请，请保留一项。", "person"))
        seen.add(typed_person(one))
        one.faults = [fault.as_json() for fault in faults]
        _fill_amounts(one, employer, bounds)


def typed_person(one: Transfer) -> str:
    """The number by which the asker named the person."""
    return str(one.identity_number or one.account_number)


def _waiting(employer: Employer) -> list[Transfer]:
    return list(employer.transfers.filter(state=Transfer.State.WAITING))


def _person(one: Transfer, today: date) -> list[Fault]:
    faults = []
    if not one.account_number:
        try:
            check_identity_number(one.identity_number, today=today)
        except Refusal as refusal:
            faults.append(Fault("R01", refusal.sentence, "person"))
    try:
        check_name(one.name)
    except Refusal as refusal:
        faults.append(Fault("R01", refusal.sentence, "name"))
    return faults


def _former(one: Transfer, employer: Employer, asked_for: bool) -> list[Fault]:
    if asked_for and not one.former_number:
        return [Fault("R11", "请填写转出单位账号，可向职工本人或原单位核实。", "former")]
    if one.former_number == employer.number:
        return [Fault("R11", "转出单位不能是本单位，请核对转出单位账号。", "former")]
    return []


def _base(one: Transfer, bounds: Bounds) -> list[Fault]:
    if one.base_fen is None:
        return [Fault("R04", "缺少缴存基数，请填写上年月平均工资。", "base_fen")]
    low, high = bounds.base_floor_fen, bounds.base_cap_fen
    if low <= one.base_fen <= high:
        return []
    sentence = (
        f"缴存基数 {format_yuan(one.base_fen)} 元不在本年度的"
        f" {format_yuan(low)} 至 {format_yuan(high)} 元之间，请改正。"
    )
    return [Fault("R04", sentence, "base_fen")]


def _at_home(state: str) -> list[Fault]:
    if state in (State.NORMAL, State.FROZEN):
        return [Fault("R07", "此人已经是贵单位的职工，不需要转入。", "person")]
    if state == State.SEALED:
        return [Fault("R07", "此人在贵单位有封存账户，请改办启封。", "person")]
    return []


def _own_states(employer: Employer, asked: Sequence[Transfer]) -> dict[str, str]:
    """How the asker's own people among those typed stand, by what was typed."""
    numbers = {one.account_number for one in asked if one.account_number}
    indexes = {
        index_of(one.identity_number, purpose="identity"): one.identity_number
        for one in asked
        if one.identity_number
    }
    own = employer.accounts.exclude(
        state__in=(State.MERGED, State.TRANSFERRED_OUT, State.WITHDRAWN)
    ).order_by("-state")
    by_number = own.filter(number__in=numbers).values_list("number", "state")
    by_index = own.filter(member__identity_index__in=list(indexes)).values_list(
        "member__identity_index", "state"
    )
    states = dict(by_number)
    states.update({indexes[index]: state for index, state in by_index})
    return states


def _fill_amounts(one: Transfer, employer: Employer, bounds: Bounds) -> None:
    one.employer_fen = one.own_fen = 0
    if one.base_fen is not None:
        terms = bounds.terms(one.base_fen, employer.employer_rate, employer.own_rate)
        one.employer_fen, one.own_fen = terms.employer_fen, terms.own_fen
