"""A one-time start: random, short-lived, for one person, for one use."""

from datetime import UTC, datetime, timedelta

import pytest

from anju.identity.models import Activation, Holder
from anju.identity.passwords.activation import (
    ALPHABET,
    WrongActivation,
    give_activation,
    use_activation,
)

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
SMS, SLIP = Activation.Way.SMS, Activation.Way.SLIP


def give(way: Activation.Way = SMS, holder_id: int = 7) -> str:
    return give_activation(
        holder=Holder.MEMBER, holder_id=holder_id, way=way, by="staff/1", now=NOW
    )


def use(typed: str, *, after: timedelta = timedelta(), holder_id: int | None = 7) -> None:
    use_activation(holder=Holder.MEMBER, holder_id=holder_id, typed=typed, now=NOW + after)


@pytest.mark.rows("N-16")
def test_a_code_opens_once_and_then_never_again(xinyang) -> None:
    code = give()
    assert len(code) == 12
    assert set(code) <= set(ALPHABET)
    use(f" {code[:4].lower()}-{code[4:8]}-{code[8:]} ")
    with pytest.raises(WrongActivation):
        use(code)


def test_the_table_keeps_no_code(xinyang) -> None:
    code = give()
    assert code.encode() not in bytes(Activation.objects.get().digest)


@pytest.mark.parametrize(
    ("way", "minutes"), [(SMS, 30), (SLIP, 24 * 60)], ids=["by SMS", "on a slip"]
)
def test_a_code_lives_as_long_as_its_way_takes(xinyang, way, minutes: int) -> None:
    code = give(way)
    with pytest.raises(WrongActivation):
        use(code, after=timedelta(minutes=minutes))
    use(code, after=timedelta(minutes=minutes - 1))


def test_five_wrong_tries_use_a_code_up(xinyang) -> None:
    code = give()
    for _ in range(5):
        with pytest.raises(WrongActivation):
            use("111111")
    with pytest.raises(WrongActivation):
        use(code)


def test_a_new_code_makes_the_one_before_worthless(xinyang) -> None:
    first, second = give(), give()
    with pytest.raises(WrongActivation):
        use(first)
    use(second)


def test_a_code_is_worthless_for_anybody_else(xinyang) -> None:
    code = give(holder_id=7)
    give(holder_id=8)
    for other in (8, None):
        with pytest.raises(WrongActivation):
            use(code, holder_id=other)
    use(code)
