"""One signature and one certificate under many hands at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.certificates_of_the_town import Authority, Key, bind, now
from tests.portals.conftest import agent_of

from anju.audit.models import Event
from anju.centers.current import inside
from anju.ground.errors import Refusal
from anju.identity.certificates.challenge import SIGN_IN, give_challenge, prove_challenge
from anju.identity.models import Certificate, RevocationList, SignChallenge
from anju.people.models import Appointment
from faults.rivals import mill, together

HERE = {"session": "s", "purpose": SIGN_IN, "hall": "吉安市住房公积金管理中心"}


@pytest.fixture
def authority(jian: str, tmp_path: Path, settings) -> Iterator[Authority]:
    """An authority 吉安 trusts; what is committed here is taken away afterwards."""
    made = Authority(tmp_path / "authority")
    settings.ANJU_TRUST_DIR = tmp_path / "trust"
    settings.ANJU_TRUST_DIR.mkdir()
    (settings.ANJU_TRUST_DIR / "a.pem").write_bytes(
        made.roots.root.pem + made.roots.issuing.pem
    )
    made.publish()
    yield made

    def sweep() -> None:
        with inside(jian):
            for rows in (Certificate, RevocationList, SignChallenge):
                rows.objects.all().delete()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(sweep).result()


def in_a_request(deed) -> object:
    with transaction.atomic():
        try:
            deed()
        except Refusal as refused:
            return refused.code
    return "done"


def test_of_twenty_equal_signatures_one_opens_the_door(jian: str, authority: Authority) -> None:
    key = authority.issue(agent_of(mill(), "赵会计", 931))
    signature = key.sign(give_challenge(**HERE, now=now()))
    proves = partial(
        prove_challenge, encoded=key.encoded, signature=signature, **HERE, now=now()
    )
    answers = together(jian, [partial(in_a_request, proves)] * 20)
    assert sorted(answers) == ["done"] + ["identity.challenge_not_signed"] * 19


def test_of_eight_namesakes_one_has_the_certificate(jian: str, authority: Authority) -> None:
    at = mill()
    namesakes: list[Appointment] = [agent_of(at, "赵会计", 940 + place) for place in range(8)]
    key: Key = authority.issue(namesakes[0])
    before = Event.objects.filter(deed="certificate_bound").count()
    deeds = [partial(in_a_request, partial(bind, key, one)) for one in namesakes]
    answers = together(jian, deeds)
    assert sorted(answers) == ["done"] + ["identity.certificate_bound_elsewhere"] * 7
    holder = namesakes[answers.index("done")]
    assert Certificate.objects.get().agent_id == holder.agent_id
    assert Event.objects.filter(deed="certificate_bound").count() == before + 1
