"""Documents in one archive, named in GBK as archives of Chinese systems name them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)


class _NamedInGbk(zipfile.ZipInfo):
    """An entry whose name is in GBK and does not say so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - what the library calls
        return self.filename.encode("gbk"), self.flag_bits


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """A `.zip` of files by their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            entry = _NamedInGbk(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()
