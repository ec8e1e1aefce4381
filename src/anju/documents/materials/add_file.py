"""A file is added to a material (上传), cleaned and kept; and taken out again."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Sum

from anju.documents.materials.changing import open_for_change
from anju.documents.materials.clean_file import Clean, clean_file
from anju.documents.materials.file_names import shown_name
from anju.documents.materials.likeness import bands_of
from anju.documents.materials.models import Material, MaterialFile, MaterialPage
from anju.documents.materials.store import digest_of, keep
from anju.ground.errors import Refusal

MOST_FILES = 20
MOST_BYTES = 60 * 1024 * 1024
NAMES = {"jpeg": "图片.jpg", "pdf": "文件.pdf"}


class TooManyFiles(Refusal):
    code = "documents.too_many_files"


class TooMuchInAll(Refusal):
    code = "documents.too_much_in_all"


class SameFileTwice(Refusal):
    code = "documents.same_file_twice"


class NoSuchFile(Refusal):
    code = "documents.no_such_file"


def add_file(*, material: Material, name: str, content: bytes, now: datetime) -> MaterialFile:
    """Clean one file and add it to a material, which is then ready; whoever comes, only by
    content: the name is shown and decides nothing.

    At most 10 MB a file, 20 files and 60 MB a material. What is hard to read is kept all the
    same, and `doubts_of` says so to member and reviewer. Raises the refusals of `clean_file`,
    TooManyFiles, TooMuchInAll, SameFileTwice, MaterialInUse.
    """
    # Asked before washing too, so that nobody makes us wash in vain.
    _check_room(material)
    clean = clean_file(content)
    with transaction.atomic():
        own = open_for_change(material)
        _check_room(own, len(clean.content))
        file = _put(own, clean, name=name, given=digest_of(content), now=now)
        if own.state == Material.State.DRAFT:
            own.state = Material.State.READY
            own.save(update_fields=["state"])
    return file


@transaction.atomic
def remove_file(*, material: Material, place: int) -> None:
    """Take a file out of a material; without files it is a draft again.

    Raises MaterialInUse while a business holds it, NoSuchFile.
    """
    own = open_for_change(material)
    if not own.files.filter(place=place).delete()[0]:
        raise NoSuchFile("这个文件已经不在材料里，请刷新后查看。")
    if not own.files.exists():
        own.state = Material.State.DRAFT
        own.save(update_fields=["state"])


def _check_room(material: Material, more_bytes: int = 0) -> None:
    if material.files.count() >= MOST_FILES:
        raise TooManyFiles(
            f"一份材料最多 {MOST_FILES} 个文件。请删除不需要的，或者把多页合成一个 PDF。"
        )
    there = material.files.aggregate(all=Sum("bytes"))["all"] or 0
    if there + more_bytes > MOST_BYTES:
        raise TooMuchInAll("一份材料合计最多 60 MB，这个文件放不下了。请分成两份材料。")


def _put(own: Material, clean: Clean, *, name: str, given: str, now: datetime) -> MaterialFile:
    digest, *drawn = keep(clean.content, *(page.picture for page in clean.pages))
    twin = own.files.filter(sha256=digest).first()
    if twin is not None:
        raise SameFileTwice(f"这个文件已经上传过，就是第 {twin.place} 个，不用再传。")
    last = own.files.aggregate(last=Max("place"))["last"] or 0
    file = MaterialFile.objects.create(
        material=own,
        place=last + 1,
        sha256=digest,
        given_sha256=given,
        type=clean.type,
        bytes=len(clean.content),
        name=shown_name(name, otherwise=NAMES[clean.type]),
        uploaded_at=now,
    )
    MaterialPage.objects.bulk_create(
        MaterialPage(
            file=file,
            place=place,
            sha256=drawn[place - 1],
            width=page.width,
            height=page.height,
            looks=page.looks,
            bands=[] if page.flat else bands_of(page.looks),
            sharpness=page.sharpness,
            light=page.light,
            contrast=page.contrast,
        )
        for place, page in enumerate(clean.pages, start=1)
    )
    return file
