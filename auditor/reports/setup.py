"""What `auditor init` says of the files it wrote, and what to do next after other commands."""

from __future__ import annotations

from auditor.records.messages import Messages

MESSAGES: Messages = {
    "wrote": ("已写入 {file}", "wrote {file}"),
    "kept": ("{file} 已有，保持不变", "{file} is there already and stays as it is"),
    "fill-in": (
        "请先把 {file} 中的 git+URL@REVISION 改为 auditor 仓库的地址和提交号；改好之前流水线会失败",
        "first replace git+URL@REVISION in {file} by the repository of auditor and a commit; until then the pipeline fails",
    ),
    "next": (
        "下一步：auditor check；以前的文件已有问题时：auditor baseline create",
        "next: auditor check; if older documents have findings: auditor baseline create",
    ),
    "next-github": (
        "下一步：提交这些文件并推送；先在本机运行：auditor check",
        "next: commit these files and push; run auditor check here first",
    ),
    "next-gitlab": (
        "下一步：在 .gitlab-ci.yml 中加入 include: [{local: .gitlab/auditor.yml}]，提交并推送",
        "next: put include: [{local: .gitlab/auditor.yml}] into .gitlab-ci.yml, commit and push",
    ),
    "next-pre-commit": ("下一步：pre-commit install", "next: pre-commit install"),
    "own-reports": (
        "auditor: {count} 份文件是本工具写出的报告，不作为待核对的文件：{names}",
        "auditor: left out as reports of auditor ({count}): {names}",
    ),
    "excluded": (
        "auditor: 按 exclude 不核对 {count} 份文件：{names}",
        "auditor: left out by exclude ({count}): {names}",
    ),
    "not-inputs": (
        "auditor: {count} 份文件不在 inputs 之列，不核对：{names}",
        "auditor: left out as none of the inputs ({count}): {names}",
    ),
    "next-finding": (
        "下一步：auditor explain {finding} {path} 逐步演算；auditor check 加 -f html=audit.html 写出网页报告",
        "next: auditor explain {finding} {path} shows every step; auditor check with -f html=audit.html writes a page",
    ),
    "next-waive": (
        "下一步：提交该文件后，auditor check 不再计这一问题",
        "next: commit that file; auditor check no longer counts the finding",
    ),
    "next-shell": ("下一步：./audit.sh", "next: ./audit.sh"),
}
