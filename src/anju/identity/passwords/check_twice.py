"""A new secret is typed twice: nobody locks himself out by a slip of the finger."""

from anju.ground.errors import Refusal


class NotTheSameTwice(Refusal):
    code = "identity.not_the_same_twice"


def check_twice(first: str, again: str) -> None:
    """Let a secret through that was typed the same both times. Raises NotTheSameTwice."""
    if first != again:
        raise NotTheSameTwice("两次填写的密码不一样，请重新填写。")
