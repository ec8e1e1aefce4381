"""Finds what may be shown to whoever has proven himself."""

from anju.ground.masks import mask_mobile
from anju.identity.models import Knock
from anju.people.models import Member


def proven_mobile(knock: Knock) -> str:
    """The mobile on file as a mask, for the one who has just used it; nothing before that.

    (Z-05, Z-14: 187****9858; security W20.)
    """
    if knock.proven_at is None or knock.holder_id is None:
        return ""
    return mask_mobile(Member.objects.get(pk=knock.holder_id).mobile)
