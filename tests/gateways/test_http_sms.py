"""Text messages reach the inbox of the number they were sent to."""

import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.gateways.sms import HttpSms, SmsNotSent


def test_a_message_lies_in_the_inbox_of_its_number(
    bank: HttpBank, levers: SimulatedBank
) -> None:
    message_id = HttpSms().send("13800130006", "您的验证码是 482913，五分钟内有效。")
    HttpSms().send("13800130007", "您好。")
    [message] = levers.inbox("13800130006")
    assert message["message_id"] == message_id
    assert message["text"] == "您的验证码是 482913，五分钟内有效。"
    assert [item["to"] for item in levers.inbox()[:2]] == ["13800130007", "13800130006"]


@pytest.mark.parametrize(("to", "text"), [("12345", "您好。"), ("13800130006", "")])
def test_what_the_gateway_will_not_take_is_not_sent(
    bank: HttpBank, levers: SimulatedBank, to: str, text: str
) -> None:
    with pytest.raises(SmsNotSent):
        HttpSms().send(to, text)


def test_a_gateway_that_is_not_there_is_no_success(bank: HttpBank, settings) -> None:
    settings.ANJU_SMS_URL = "http://127.0.0.1:9"
    with pytest.raises(SmsNotSent):
        HttpSms().send("13800130006", "您好。")
