"""Encrypted Office files: opened with a password by an optional library."""

from __future__ import annotations

import struct
from io import BytesIO

from auditor.documents.refusals import damaged, encrypted
from auditor.errors import UnreadableDocument

_DAMAGE = (ValueError, OSError, LookupError, TypeError, AttributeError, OverflowError, struct.error)


def decrypt(content: bytes, password: str | None) -> bytes:
    """The content of an Office file without its encryption; a file that has none is given back as it is.

    Raises `UnreadableDocument` for an encrypted one without a fitting password or without the library.
    """
    if password is None:
        raise encrypted()
    try:
        import msoffcrypto
        from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError
    except ImportError as error:
        raise UnreadableDocument(
            "it may be encrypted; to open such files install the extra: pip install 'budget-disclosure-auditor[crypto]'",
            "文件可能已加密；读取加密的 Office 文件需要安装扩展：pip install 'budget-disclosure-auditor[crypto]'",
        ) from error
    opened = BytesIO()
    try:
        file = msoffcrypto.OfficeFile(BytesIO(content))
        if not file.is_encrypted():
            return content
        file.load_key(password=password)
        file.decrypt(opened)
    except (InvalidKeyError, DecryptionError) as error:
        raise encrypted(password) from error
    except (FileFormatError, *_DAMAGE) as error:
        raise damaged("its encryption cannot be undone") from error
    return opened.getvalue()
