"""The hash of every password and payment password: argon2id over an HMAC with the pepper.

Kept as `peppered$<key number>$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`. A six-digit number
has only 10^6 values, which any hash alone would give away within hours; without the pepper
there is nothing to try them against. (Security 3.3; OWASP's argon2id parameters.)
"""

from typing import Any

import argon2
from django.contrib.auth.hashers import BasePasswordHasher, mask_hash

from anju.identity.passwords.pepper import numbers, peppered

PASSES, MEMORY_KIB, LANES = 2, 19 * 1024, 1
SALT = 22  # Django's salts: 22 letters and digits, more than 128 bits
_ARGON = argon2.PasswordHasher(
    time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES, salt_len=SALT
)


class PepperedArgon2(BasePasswordHasher):
    """Django's hasher of that kind; hashes under an older pepper verify and are renewed."""

    algorithm = "peppered"

    def encode(self, password: str, salt: str) -> str:
        """The hash of a password under the newest pepper."""
        number = numbers()[0]
        data = _ARGON.hash(peppered(password, number=number), salt=salt.encode())
        return f"{self.algorithm}${number}{data}"

    def decode(self, encoded: str) -> dict[str, Any]:
        """The parts of a kept hash."""
        algorithm, number, rest = encoded.split("$", 2)
        _, _, _, salt, digest = rest.split("$")
        return {
            "algorithm": algorithm,
            "number": int(number),
            "argon2": f"${rest}",
            "salt": salt,
            "hash": digest,
        }

    def verify(self, password: str, encoded: str) -> bool:
        """Whether this is the password; under a pepper that was destroyed nothing is."""
        parts = self.decode(encoded)
        if parts["number"] not in numbers():
            return False
        try:
            return _ARGON.verify(parts["argon2"], peppered(password, number=parts["number"]))
        except argon2.exceptions.VerifyMismatchError:
            return False

    def must_update(self, encoded: str) -> bool:
        """Whether the hash is under an older pepper, or cheaper or dearer than ours."""
        parts = self.decode(encoded)
        return parts["number"] != numbers()[0] or _ARGON.check_needs_rehash(parts["argon2"])

    def harden_runtime(self, password: str, encoded: str) -> None:
        """A hash under another pepper costs the same; there is nothing to make up for."""

    def safe_summary(self, encoded: str) -> dict[Any, Any]:
        """What may be shown of a hash."""
        parts = self.decode(encoded)
        return {
            "algorithm": parts["algorithm"],
            "pepper": parts["number"],
            "hash": mask_hash(parts["hash"]),
        }
