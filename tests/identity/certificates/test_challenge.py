"""A signature opens the door once, in the session and for the purpose it was given for."""

from datetime import timedelta

import pytest
from tests.certificates_of_the_town import Authority, now

from anju.identity.certificates.challenge import (
    BIND,
    SIGN_IN,
    ChallengeNotSigned,
    give_challenge,
    prove_challenge,
)
from anju.identity.certificates.prune import prune_challenges
from anju.identity.models import SignChallenge
from anju.people.models import Appointment

HALL = "信阳市住房公积金管理中心"
HERE = {"session": "s1", "purpose": SIGN_IN, "hall": HALL}


@pytest.fixture
def key(authority: Authority, agent: Appointment):
    return authority.issue(agent)


def test_a_text_tells_hall_purpose_and_end_and_has_a_long_number(xinyang) -> None:
    text = give_challenge(**HERE, now=now())
    assert HALL in text
    assert SIGN_IN in text
    number = text.splitlines()[2].removeprefix("随机数：")
    assert len(bytes.fromhex(number)) * 8 >= 64
    assert give_challenge(**HERE, now=now()) != text


@pytest.mark.parametrize("kind", ["p256", "rsa2048"])
def test_the_right_key_proves_itself_once(
    authority: Authority, agent: Appointment, kind: str
) -> None:
    key = authority.issue(agent, key=kind)
    signature = key.sign(give_challenge(**HERE, now=now()))
    prove_challenge(encoded=key.encoded, signature=signature, **HERE, now=now())
    with pytest.raises(ChallengeNotSigned):
        prove_challenge(encoded=key.encoded, signature=signature, **HERE, now=now())


@pytest.mark.parametrize(
    "elsewhere", [{"session": "s2"}, {"purpose": BIND}, {"hall": "枣庄市住房公积金管理中心"}]
)
def test_it_counts_in_no_other_session_for_nothing_else_and_in_no_other_hall(
    key, elsewhere: dict[str, str]
) -> None:
    signature = key.sign(give_challenge(**HERE, now=now()))
    with pytest.raises(ChallengeNotSigned):
        prove_challenge(
            encoded=key.encoded, signature=signature, **{**HERE, **elsewhere}, now=now()
        )


def test_another_key_another_text_or_no_signature_prove_nothing(
    authority: Authority, agent: Appointment, key
) -> None:
    other = authority.issue(agent)
    for encoded, signature in (
        (key.encoded, other.sign(give_challenge(**HERE, now=now()))),
        (key.encoded, key.sign(give_challenge(**HERE, now=now()) + " ")),
        (key.encoded, b""),
        (key.encoded, b"\x30" * 100_000),
        (key.encoded, b"\x30\x06\x02\x01\x00\x02\x01\x00"),
    ):
        give_challenge(**HERE, now=now())
        with pytest.raises(ChallengeNotSigned):
            prove_challenge(encoded=encoded, signature=signature, **HERE, now=now())


def test_a_wrong_try_uses_the_text_up(key) -> None:
    text = give_challenge(**HERE, now=now())
    with pytest.raises(ChallengeNotSigned):
        prove_challenge(encoded=key.encoded, signature=b"no", **HERE, now=now())
    with pytest.raises(ChallengeNotSigned):
        prove_challenge(encoded=key.encoded, signature=key.sign(text), **HERE, now=now())


def test_after_two_minutes_it_is_late(key) -> None:
    signature = key.sign(give_challenge(**HERE, now=now() - timedelta(minutes=2)))
    with pytest.raises(ChallengeNotSigned):
        prove_challenge(encoded=key.encoded, signature=signature, **HERE, now=now())


def test_a_new_text_makes_the_one_before_void(key) -> None:
    before = key.sign(give_challenge(**HERE, now=now()))
    give_challenge(**HERE, now=now() + timedelta(seconds=1))
    with pytest.raises(ChallengeNotSigned):
        prove_challenge(encoded=key.encoded, signature=before, **HERE, now=now())


def test_old_texts_are_forgotten(xinyang) -> None:
    give_challenge(**HERE, now=now() - timedelta(days=2))
    give_challenge(**HERE, now=now())
    assert prune_challenges(now=now()) == 1
    assert SignChallenge.objects.count() == 1
