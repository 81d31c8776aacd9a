"""Why a document is refused, where more than one reader says so."""

from __future__ import annotations

from auditor.errors import UnreadableDocument


def damaged(detail: str) -> UnreadableDocument:
    return UnreadableDocument(f"it is damaged or cut short ({detail})", f"文件已损坏或不完整（{detail}）")


def encrypted(password: str | None = None) -> UnreadableDocument:
    """A document that asks for a password, or does not open with the one that was given."""
    if password is None:
        return UnreadableDocument(
            "it is encrypted; give its password with --password-file", "文件已加密，请用 --password-file 提供密码"
        )
    return UnreadableDocument("it is encrypted and the password does not fit", "文件已加密，所给密码不对")
