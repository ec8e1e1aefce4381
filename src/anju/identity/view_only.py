"""Who may look but not transact: whose password is six digits."""

from anju.identity.models import Credential, Holder


def is_view_only(*, holder: Holder, holder_id: int) -> bool:
    """Whether somebody may only look until he sets a real password. (Security 3.3, W1.)"""
    return Credential.objects.filter(holder=holder, holder_id=holder_id, short=True).exists()
