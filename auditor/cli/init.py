"""`auditor init`: a configuration to start from, and what a pipeline needs to run it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import click

from auditor.cli.console import print_lines
from auditor.cli.files import write_file
from auditor.cli.options import language_option
from auditor.errors import UsageError
from auditor.records import Lang
from auditor.records.messages import tell
from auditor.reports.setup import MESSAGES

_TEMPLATES = Path(__file__).parent / "templates"
_CONFIGURATION = "auditor.toml"


class _Pipeline(NamedTuple):
    template: str
    file: str
    is_program: bool = False


_PIPELINES = {
    "github": _Pipeline("github.yml", ".github/workflows/auditor.yml"),
    "gitlab": _Pipeline("gitlab.yml", ".gitlab/auditor.yml"),
    "pre-commit": _Pipeline("pre-commit.yaml", ".pre-commit-config.yaml"),
    "shell": _Pipeline("shell.sh", "audit.sh", True),
}


@click.command("init")
@click.argument("inputs", nargs=-1, type=click.Path())
@click.option("--ci", type=click.Choice(list(_PIPELINES)), help="Also write what this kind of pipeline needs.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
@language_option
def init_command(inputs: tuple[str, ...], ci: str | None, force: bool, lang: Lang) -> None:
    """Write auditor.toml, and with --ci the file of a pipeline.

    It is for the documents at INPUTS, by default those of this folder. Nothing is replaced without --force; with --ci an
    auditor.toml that is there stays as it is.
    """
    pipeline = _PIPELINES[ci] if ci else None
    configuration = Path(_CONFIGURATION)
    is_kept = pipeline is not None and _is_configured() and not force
    missing = [path for path in inputs if not Path(path).exists()]
    if missing and not any(sign in missing[0] for sign in "*?["):
        raise UsageError(f"{missing[0]}: there is no such file or folder")
    if _is_configured() and not is_kept and not force:
        raise UsageError(f"{_CONFIGURATION} or [tool.auditor] is there already; --force replaces it")
    if pipeline and Path(pipeline.file).exists() and not force:
        text = _template(pipeline.template)
        raise UsageError(f"{pipeline.file} is there already; --force replaces it, or put in by hand:\n\n{text}")
    if is_kept:
        print_lines([tell(MESSAGES, "kept", lang, file=_CONFIGURATION)])
    else:
        listed = json.dumps([Path(path).as_posix() for path in inputs or (".",)], ensure_ascii=False)
        _write(configuration, _template(_CONFIGURATION).replace("@INPUTS@", listed), lang)
    if pipeline:
        file = Path(pipeline.file)
        _write(file, _template(pipeline.template), lang)
        if pipeline.is_program:
            file.chmod(0o755)
    print_lines([tell(MESSAGES, f"next-{ci}" if ci else "next", lang)])


def _is_configured() -> bool:
    from auditor.configuration import read_configuration

    if Path(_CONFIGURATION).exists():
        return True
    project = Path("pyproject.toml")
    return project.is_file() and bool(read_configuration(project).data)


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _write(file: Path, text: str, lang: Lang) -> None:
    write_file(file, text)
    print_lines([tell(MESSAGES, "wrote", lang, file=file.as_posix())])
