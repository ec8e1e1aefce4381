"""Serials of orders: no two orders share one, whichever center drew them."""

from anju.centers.current import inside
from anju.payments.draw_order import next_serial


def test_two_centers_at_one_bank_never_use_one_serial(xinyang) -> None:
    here = {next_serial() for _ in range(3)}
    with inside("zaozhuang"):
        there = {next_serial() for _ in range(3)}
    assert len(here | there) == 6
    assert all(len(serial) <= 24 for serial in here | there)
