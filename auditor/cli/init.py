"""`auditor init`: a configuration to start from, and what a pipeline needs to run it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import click

from auditor.cli.console import print_lines
from auditor.cli.files import write_file
from auditor.cli.texts import Command, argument, option
from auditor.errors import UsageError
from auditor.messages import Catalogue, spoken, tell, told
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_NAME = "budget-disclosure-auditor"
_UNKNOWN = "git+URL@REVISION"
"""What stands in a pipeline for the place to install from where that is not known."""
_IGNORED = ("audit.*", "!audit.sh", "gl-code-quality-report.json")
"""The reports that the pipelines write, as lines of .gitignore."""
_SAID = Catalogue("init")
_SAID_AT = regex(r"@([a-z]+(?:-[a-z]+)+)@")
"""Where a sentence of the catalogue stands in a file to write."""
_FORMATS = r"(?i)\.(pdf|ofd|rtf|csv|zip|do[ct][xm]?|wp[st]|xl[st][xm]?|ett?|[xs]?html?|mht(ml)?|tsv)$"
"""Names of documents; of plain text most files are none."""
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


@click.command("init", cls=Command, help="init")
@argument("inputs", nargs=-1, type=click.Path())
@option("--ci", type=click.Choice(list(_PIPELINES)), help="--ci")
@option("--force", is_flag=True, help="--force")
def init_command(inputs: tuple[str, ...], ci: str | None, force: bool) -> None:
    """Write auditor.toml, and with --ci the file of a pipeline."""
    pipeline = _PIPELINES[ci] if ci else None
    configuration = Path(_CONFIGURATION)
    is_kept = pipeline is not None and _is_configured() and not force
    missing = [path for path in inputs if not Path(path).exists()]
    if missing and not any(sign in missing[0] for sign in "*?["):
        raise UsageError(told("no-such-path", path=missing[0]))
    if _is_configured() and not is_kept and not force:
        raise UsageError(told("configured-already", file=_CONFIGURATION))
    if pipeline and Path(pipeline.file).exists() and not force:
        text = _template(pipeline.template).replace("@SOURCE@", _source() or _UNKNOWN)
        raise UsageError(told("pipeline-already", file=pipeline.file, text=text))
    if is_kept:
        print_lines([told("kept", file=_CONFIGURATION)])
    else:
        listed = json.dumps([Path(path).as_posix() for path in inputs or (".",)], ensure_ascii=False)
        _write(configuration, _template(_CONFIGURATION).replace("@INPUTS@", listed))
    if pipeline:
        _write_pipeline(pipeline, inputs or _configured_inputs())
    if _in_repository():
        _ignore_reports()
    print_lines([told(f"next-{ci}" if ci else "next")])


def _configured_inputs() -> Sequence[str]:
    from auditor.configuration import find_configuration

    found: Sequence[str] = find_configuration(Path()).defaults().get("paths", ())
    return found


def _files_of(inputs: Sequence[str]) -> str:
    """A pattern of the names of files that a hook is for: those of the inputs, else those of formats that are surely documents."""
    paths = [Path(path).as_posix() for path in inputs]
    if not paths or "." in paths or any(sign in path for path in paths for sign in "*?["):
        return _FORMATS
    return "^(" + "|".join(f"{re.escape(path)}{'/' if Path(path).is_dir() else '$'}" for path in paths) + ")"


def _write_pipeline(pipeline: _Pipeline, inputs: Sequence[str]) -> None:
    file, text = (
        Path(pipeline.file),
        _template(pipeline.template).replace("@FILES@", _files_of(inputs).replace("'", "''")),
    )
    source = _source()
    _write(file, text.replace("@SOURCE@", source or _UNKNOWN))
    if pipeline.is_program:
        file.chmod(0o755)
    if source is None and "@SOURCE@" in text:
        print_lines([told("fill-in", file=file.as_posix())])


def _source() -> str | None:
    """What pip installs this very version from: the repository and the commit that it was installed from (PEP 610); None of others.

    No index of packages is asked: whoever owns the name there need not be who made this.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        origin = json.loads(distribution(_NAME).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None
    version = origin.get("vcs_info")
    return f"{version['vcs']}+{origin['url']}@{version['commit_id']}" if version else None


def _in_repository() -> bool:
    here = Path().absolute()
    return any((folder / ".git").exists() for folder in (here, *here.parents))


def _ignore_reports() -> None:
    """Let no report be committed by mistake; what stands in .gitignore stays."""
    file = Path(".gitignore")
    before = file.read_bytes() if file.exists() else b""
    known = before.decode("utf-8", "replace").splitlines()
    lines = [line for line in _IGNORED if line not in known]
    if lines:
        start = b"" if not before or before.endswith(b"\n") else b"\n"
        write_file(file, before + start + "".join(f"{line}\n" for line in lines).encode())
        print_lines([told("wrote", file=file.as_posix())])


def _is_configured() -> bool:
    from auditor.configuration import read_configuration

    if Path(_CONFIGURATION).exists():
        return True
    project = Path("pyproject.toml")
    return project.is_file() and bool(read_configuration(project).data)


def _template(name: str) -> str:
    """A file to write, with its comments and messages in the language that is spoken."""
    text = (_TEMPLATES / name).read_text(encoding="utf-8").replace("@LANG@", spoken())
    return _SAID_AT.sub(lambda found: tell(_SAID, found[1], spoken()), text)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, text)
    print_lines([told("wrote", file=file.as_posix())])
