"""What `auditor annotate` says."""

from __future__ import annotations

from auditor.records.messages import Messages

MESSAGES: Messages = {
    "written": ("{file}：已标注 {count} 处问题", "{file}: {count} findings noted"),
    "nothing": ("没有可标注的问题，未写出文件", "there is nothing to note; no file was written"),
    "left-out": (
        "另有 {count} 项尾差等提示未标注（--notes）",
        "{count} notes such as rounding are left out (--notes)",
    ),
    "unplaced": (
        "以下问题在文件中没有可标注的位置，见 auditor check：{names}",
        "these findings have no place for a note in the file, see auditor check: {names}",
    ),
    "signed": ("原件有数字签名，副本的签名不再有效", "the original is signed; the signature does not cover the copy"),
    "open-copy": ("原件已加密，副本没有密码保护", "the original is encrypted, the copy is not"),
}
