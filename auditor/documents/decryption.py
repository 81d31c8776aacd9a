"""Encrypted Office files: opened with a password by an optional library."""

from __future__ import annotations

import struct
from io import BytesIO

from auditor.documents.refusals import damaged, encrypted, refused

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
        raise refused("maybe-encrypted") from error
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
        raise damaged("not-decrypted") from error
    return opened.getvalue()
