"""Finds credentials of an older system that still hold what everybody knows."""

from django.contrib.auth.hashers import check_password

from anju.audit.record import record
from anju.identity.models import Credential
from anju.identity.models.credentials import MUST_RESET
from anju.identity.passwords.prove_password import NEVER


def flag_known_starts(*, by: str) -> int:
    """Lock every credential whose password is one that resets used to give to everybody.

    It takes one argon2id for each such password and credential (about 20 ms), so it is run
    once after a migration; until then `is_right` refuses those passwords anyway. How many were
    locked. (N-16, security 3.3.)
    """
    found = 0
    for credential in Credential.objects.filter(locked_because="").iterator():
        if not any(check_password(start, credential.password) for start in sorted(NEVER)):
            continue
        credential.set_unusable_password()
        credential.locked_because = MUST_RESET
        credential.save(update_fields=["password", "locked_because"])
        record(
            actor=by,
            deed="credential_locked",
            subject=f"{credential.holder}/{credential.holder_id}",
            because=MUST_RESET,
        )
        found += 1
    return found
