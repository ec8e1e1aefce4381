"""Each vice of a bank, one at a time: what the product hears, and what truly moved."""

from datetime import date
from pathlib import Path

import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import Answer, BadSignature, BankSilent, Party
from bank_process import KEY, BankProcess, Ear, end_day, instruct, party

YUAN_100 = 10_000
DAY = date(2026, 11, 18)


def heard(bank: HttpBank, ear: Ear) -> list[Answer]:
    """What the ear heard, each message proven as the bank's."""
    return [
        bank.verify_callback(headers=headers, path=path, body=body)
        for headers, path, body in ear.heard
    ]


@pytest.mark.parametrize("mode", ["silence_before", "error"])
def test_a_bank_that_drops_the_request_moves_nothing_until_asked_again(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, mode: str
) -> None:
    levers.set_faults(mode, count=1)
    instruction = instruct(silk_mill, fund)
    with pytest.raises(BankSilent):
        bank.send(instruction)
    assert bank.query(instruction.serial) is None
    assert levers.balance_fen(fund.account) == 0
    bank.send(instruction)
    assert levers.rest()
    assert levers.balance_fen(fund.account) == instruction.amount_fen


@pytest.mark.parametrize("mode", ["silence_after", "reset", "bad_signature"])
def test_a_bank_whose_answer_is_lost_or_untrue_has_moved_the_money_all_the_same(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, mode: str
) -> None:
    levers.set_faults(mode, count=1)
    instruction = instruct(silk_mill, fund)
    with pytest.raises(BankSilent):
        bank.send(instruction)
    assert levers.rest()
    answer = bank.query(instruction.serial)
    assert answer is not None
    assert answer.state == "succeeded"
    bank.send(instruction)
    assert levers.rest()
    assert levers.balance_fen(fund.account) == instruction.amount_fen


def test_after_silence_the_bank_does_not_call_either(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, ear: Ear
) -> None:
    levers.set_faults("silence_after", count=1)
    with pytest.raises(BankSilent):
        bank.send(instruct(silk_mill, fund, url=ear.url))
    assert levers.rest()
    assert ear.heard == []
    assert levers.balance_fen(fund.account) == 1_234_500


def test_an_answer_that_trickles_is_given_up_as_a_whole(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, monkeypatch
) -> None:
    monkeypatch.setattr("anju.gateways.line.WHOLE_SECONDS", 1)
    levers.set_faults("slow", count=1, seconds=3)
    with pytest.raises(BankSilent, match="过慢"):
        bank.send(instruct(silk_mill, fund))


def test_an_answer_that_is_too_long_is_given_up(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, monkeypatch
) -> None:
    end_day(levers, DAY, fund.account)
    monkeypatch.setattr("anju.gateways.bank.LARGEST_STATEMENT", 40)
    bank.send(instruct(silk_mill, fund))
    with pytest.raises(BankSilent, match="过长"):
        bank.statement(DAY, fund.account)


def test_a_delayed_instruction_stays_accepted_until_it_is_carried_out(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, ear: Ear
) -> None:
    levers.set_faults("delay", count=1, wait_ms=200)
    bank.send(instruct(silk_mill, fund, url=ear.url))
    assert levers.rest()
    assert [answer.state for answer in heard(bank, ear)] == ["succeeded"]


def test_one_delayed_for_an_hour_is_accepted_meanwhile(tmp_path: Path, settings, ear) -> None:
    """At a bank of its own, which the other tests need not wait for."""
    process = BankProcess(tmp_path)
    settings.ANJU_BANK_URL, settings.ANJU_BANK_KEY = process.url, KEY
    levers, bank, mill, fund = SimulatedBank(), HttpBank(), party("丝厂"), party("中心")
    levers.open_accounts([(mill, 10_000_000), (fund, 0)])
    levers.set_faults("delay", seconds=3_600)
    instruction = instruct(mill, fund, url=ear.url)
    bank.send(instruction)
    answer = bank.query(instruction.serial)
    assert answer is not None
    assert (answer.state, answer.value_on, ear.heard) == ("accepted", None, [])
    levers.close()
    process.stop()


def test_a_result_told_five_times_is_one_movement(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, ear: Ear
) -> None:
    levers.set_faults("duplicate", count=1, times=5)
    bank.send(instruct(silk_mill, fund, url=ear.url))
    assert levers.rest()
    answers = heard(bank, ear)
    assert [answer.state for answer in answers] == ["succeeded"] * 5
    # The same message, and the same news as another message: a customer must know both.
    assert 1 < len({answer.message_id for answer in answers}) < 5
    assert levers.balance_fen(fund.account) == 1_234_500


@pytest.mark.parametrize("truth", ["succeeded", "rejected"])
@pytest.mark.parametrize("told", [["succeeded", "rejected"], ["rejected", "succeeded"]])
def test_a_bank_that_contradicts_itself_has_one_truth_in_its_books(
    bank: HttpBank,
    levers: SimulatedBank,
    silk_mill: Party,
    fund: Party,
    ear: Ear,
    told: list[str],
    truth: str,
) -> None:
    levers.set_faults("contradict", count=1, first=told[0], truth=truth)
    instruction = instruct(silk_mill, fund, url=ear.url)
    bank.send(instruction)
    assert levers.rest()
    assert [answer.state for answer in heard(bank, ear)] == told
    answer = bank.query(instruction.serial)
    assert answer is not None
    assert answer.state == truth
    moved_fen = instruction.amount_fen if truth == "succeeded" else 0
    assert levers.balance_fen(fund.account) == moved_fen
    assert levers.proof()["sound"]


def test_a_bank_may_reject_what_it_could_pay(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, ear: Ear
) -> None:
    levers.set_faults("reject", count=1, reason="账户状态异常")
    bank.send(instruct(silk_mill, fund, url=ear.url))
    assert levers.rest()
    [answer] = heard(bank, ear)
    assert (answer.state, answer.reason) == ("rejected", "账户状态异常")
    assert levers.balance_fen(fund.account) == 0


@pytest.mark.parametrize("booked", [False, True])
def test_a_wrong_amount_is_told_and_only_sometimes_moved(
    bank: HttpBank,
    levers: SimulatedBank,
    silk_mill: Party,
    fund: Party,
    ear: Ear,
    booked: bool,
) -> None:
    levers.set_faults("wrong_amount", count=1, by_fen=-1, booked=booked)
    bank.send(instruct(silk_mill, fund, YUAN_100, url=ear.url))
    assert levers.rest()
    [answer] = heard(bank, ear)
    assert (answer.state, answer.amount_fen) == ("succeeded", YUAN_100 - 1)
    assert levers.balance_fen(fund.account) == (YUAN_100 - 1 if booked else YUAN_100)
    assert levers.proof()["sound"]


def test_a_call_may_name_a_serial_nobody_sent(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, ear: Ear
) -> None:
    levers.set_faults("wrong_serial", count=1)
    instruction = instruct(silk_mill, fund, url=ear.url)
    bank.send(instruction)
    assert levers.rest()
    [answer] = heard(bank, ear)
    assert answer.serial != instruction.serial


def test_a_call_with_a_wrong_signature_is_not_believed(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, ear: Ear
) -> None:
    levers.set_faults("bad_signature", count=1)
    with pytest.raises(BankSilent):
        bank.send(instruct(silk_mill, fund, url=ear.url))
    assert levers.rest()
    headers, path, body = ear.heard[0]
    with pytest.raises(BadSignature):
        bank.verify_callback(headers=headers, path=path, body=body)


def test_a_call_that_is_not_taken_comes_again_freshly_signed(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, ear: Ear
) -> None:
    ear.answer = lambda *_: 204 if len(ear.heard) == 3 else 503
    bank.send(instruct(silk_mill, fund, url=ear.url))
    assert levers.rest()
    answers = heard(bank, ear)
    assert len(answers) == 3
    assert len({answer.message_id for answer in answers}) == 1


def test_after_five_calls_in_vain_the_bank_gives_up_and_still_answers(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, ear: Ear
) -> None:
    ear.answer = lambda *_: 500
    instruction = instruct(silk_mill, fund, url=ear.url)
    bank.send(instruction)
    assert levers.rest()
    assert len(ear.heard) == 5
    answer = bank.query(instruction.serial)
    assert answer is not None
    assert answer.state == "succeeded"


def test_a_fault_befalls_only_the_payer_it_was_set_for(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party
) -> None:
    levers.set_faults("silence_before", match={"payer": fund.account})
    bank.send(instruct(silk_mill, fund))
    with pytest.raises(BankSilent):
        bank.send(instruct(fund, silk_mill, 1))


def test_a_fault_with_a_count_goes_out_by_itself(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party
) -> None:
    levers.set_faults("silence_before", count=2)
    instruction = instruct(silk_mill, fund)
    for _ in range(2):
        with pytest.raises(BankSilent):
            bank.send(instruction)
    assert bank.send(instruction).state == "accepted"


@pytest.mark.parametrize("mode", ["silence_before", "reset", "bad_signature", "error"])
def test_a_question_may_go_unanswered_too(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, mode: str
) -> None:
    instruction = instruct(silk_mill, fund)
    bank.send(instruction)
    assert levers.rest()
    levers.set_faults(mode, on=["query"], count=2)
    with pytest.raises(BankSilent):
        bank.query(instruction.serial)
    with pytest.raises(BankSilent):
        bank.query("HJ-never-seen")
    assert bank.query(instruction.serial) is not None


@pytest.mark.parametrize(
    "damage", ["missing", "repeated", "reordered", "truncated", "wrong_total"]
)
def test_a_damaged_statement_says_what_is_wrong_with_it(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, damage: str
) -> None:
    day = date(2026, 11, 23)
    levers.set_date(day, account=fund.account)
    for fen in (100, 200, 300):
        bank.send(instruct(silk_mill, fund, fen))
    assert levers.rest()
    end_day(levers, day, fund.account)
    levers.set_faults("statement", damage=damage, count=1)
    assert bank.statement(day, fund.account).flaw() is not None
    assert bank.statement(day, fund.account).flaw() is None


def test_a_statement_of_another_day_is_no_answer(
    bank: HttpBank, levers: SimulatedBank, fund: Party
) -> None:
    end_day(levers, DAY, fund.account)
    levers.set_faults("statement", damage="wrong_day", count=1)
    with pytest.raises(BankSilent, match="另一天"):
        bank.statement(DAY, fund.account)


def test_a_bank_that_is_not_there_is_silent(bank: HttpBank, settings, silk_mill: Party) -> None:
    settings.ANJU_BANK_URL = "http://127.0.0.1:9"
    with pytest.raises(BankSilent):
        HttpBank().query("HJ0000000001")
