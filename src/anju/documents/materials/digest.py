"""What a material was when somebody saw it, in one number (所见摘要)."""

import hashlib
import json

from anju.documents.materials.models import Material


def digest(material: Material) -> str:
    """64 hexadecimal places over its fields and its files; any change makes another.

    A case keeps it with an approval, and is refused when it no longer fits. (beyond C3.3.)
    """
    files = material.files.order_by("place").values_list("place", "sha256", "type")
    seen = {
        "number": material.number,
        "kind": material.kind,
        "title": material.title,
        "said": material.values,
        "expires_on": material.expires_on and material.expires_on.isoformat(),
        "files": [list(file) for file in files],
    }
    written = json.dumps(seen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
