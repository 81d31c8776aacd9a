"""What `packaging/` makes and installs, as far as it shows without building: the builds themselves take minutes and a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import bundle
import click
import contents
import install
import manual
import onefolder
import pytest
import start

from auditor.cli import command
from tests.conftest import ROOT

PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COMMANDS = list(command.list_commands(click.Context(command)))
needs_posix = pytest.mark.skipif(os.name == "nt", reason="the installer of POSIX")


def every_command() -> Iterator[tuple[str, click.Context]]:
    context = click.Context(command, info_name="auditor")
    yield "auditor", context
    yield from manual.commands_of(context)


# ---- the one-folder build


def test_every_file_that_is_no_module_goes_where_the_package_looks_for_it() -> None:
    tracked = [
        file.relative_to(ROOT)
        for folder in ("auditor", "rules")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and file.suffix not in (".py", ".pyc")
    ]
    packed = {(Path(file).relative_to(ROOT), Path(folder)) for file, folder in contents.data_files()}
    assert packed == {
        (file, file.parent if file.parts[0] == "auditor" else Path("auditor", *file.parent.parts)) for file in tracked
    }


def test_the_build_has_the_files_the_sources_and_the_modules_that_are_imported_by_name() -> None:
    spec = (PACKAGING / "auditor.spec").read_text(encoding="utf-8")
    assert "*data_files()" in spec
    assert {name for name in ("HIDDEN", "ON_DISK") if spec.count(name) > 1} == {"HIDDEN", "ON_DISK"}
    assert [name for name in (*contents.HIDDEN, *contents.ON_DISK) if find_spec(name) is None] == []


def test_workers_of_the_executable_are_no_second_program() -> None:
    text = (PACKAGING / "start.py").read_text(encoding="utf-8")
    assert 0 < text.index("freeze_support()") < text.index("from auditor.__main__")


def test_the_page_opens_where_nothing_or_nothing_but_files_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("决算.pdf", "check"):
        Path(name).touch()
    assert start.arguments_of([], COMMANDS) == ["serve", "--"]
    assert start.arguments_of(["决算.pdf", str(tmp_path)], COMMANDS) == ["serve", "--", "决算.pdf", str(tmp_path)]
    for given in (["check"], ["check", "决算.pdf"], ["--version"], ["决算.pdf", "-q"], ["nowhere.pdf"]):
        assert start.arguments_of(given, COMMANDS) == given


def test_the_browser_finds_the_libraries_of_the_system() -> None:
    environment = {"LD_LIBRARY_PATH": "/here", "LD_LIBRARY_PATH_ORIG": "/usr/x", "DYLD_LIBRARY_PATH": "/here", "A": "b"}
    start.restore(environment)
    assert environment == {"LD_LIBRARY_PATH": "/usr/x", "A": "b"}


# ---- the offline bundle


def test_the_bundle_has_the_extras_of_users_and_every_version_of_python() -> None:
    assert set(bundle.EXTRAS) == set(PROJECT["optional-dependencies"]) - {"dask", "dev", "docs"}
    assert f"{PROJECT['name']}[{','.join(bundle.EXTRAS)}]" == install.PROJECT
    assert f">={bundle.PYTHONS[-1]}" == PROJECT["requires-python"]
    assert all(file.is_file() for file in bundle.READ_FIRST)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A bundle without wheels."""
    folder = tmp_path / "bundle"
    manual.write_all(folder)
    for name in ("install.sh", "install.py"):
        bundle.copy_text(PACKAGING / name, folder / name)
    (folder / "pythons.txt").write_text("3.14 3.11\n", encoding="ascii")
    bundle.write_sums(folder)
    return folder


@pytest.mark.parametrize("how", ["changed", "missing"])
def test_a_bundle_that_was_changed_is_not_installed(source: Path, tmp_path: Path, how: str) -> None:
    install.check_sums(source)
    file = source / "share/man/man1/auditor.1"
    if how == "changed":
        file.write_bytes(file.read_bytes() + b"\n")
    else:
        file.unlink()
    with pytest.raises(install.Refused, match=r"被改动.*auditor\.1\n.*was changed"):
        install.install(install.Places(tmp_path / "prefix"), source)
    assert not (tmp_path / "prefix").exists()


@needs_posix
@pytest.mark.parametrize("there", ["lib/auditor/mine.txt", "bin/auditor"])
def test_what_is_not_of_the_installer_is_left_alone(source: Path, tmp_path: Path, there: str) -> None:
    places = install.Places(tmp_path / "prefix")
    mine = places.prefix / there
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    for action in (install.install, install.remove):
        with pytest.raises(install.Refused, match="left alone"):
            action(places, source)
    assert mine.read_text(encoding="utf-8") == "mine"


@needs_posix
def test_the_version_before_stays_where_the_new_one_cannot_be_installed(source: Path, tmp_path: Path) -> None:
    places = install.Places(tmp_path / "prefix")
    places.scripts.mkdir(parents=True)
    for file in (places.home / "pyvenv.cfg", places.program):
        file.touch()
    with pytest.raises(ValueError, match="unpack"):
        install.install(places, source)
    assert places.program.exists()
    assert [entry.name for entry in places.home.parent.iterdir()] == ["auditor"]


@needs_posix
def test_what_was_installed_is_removed_and_nothing_else(source: Path, tmp_path: Path) -> None:
    places = install.Places(tmp_path / "prefix")
    places.scripts.mkdir(parents=True)
    places.link.parent.mkdir()
    (places.home / "pyvenv.cfg").touch()
    places.link.symlink_to(places.program)
    shutil.copytree(source / "share", places.prefix / "share")
    (places.prefix / "share/man/man1/other.1").touch()
    install.remove(places, source)
    assert [file.name for file in places.prefix.rglob("*") if not file.is_dir()] == ["other.1"]


@needs_posix
def test_without_a_python_that_fits_the_installer_says_so_in_both_languages(source: Path) -> None:
    environment = {"PATH": "/bin:/usr/bin", "PYTHON": "/nowhere/python"}
    command = ["/bin/sh", str(source / "install.sh")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "没有找到" in done.stderr
    assert "one of 3.14 3.11; none was found" in done.stderr


# ---- man page and completion


def test_the_man_page_has_every_command_with_every_option_and_variable() -> None:
    page = manual.manual_page().replace("\\-", "-")
    for name, context in every_command():
        assert name == "auditor" or f'.SS "{name}' in page
        for parameter in context.command.params:
            assert not isinstance(parameter, click.Option) or max(parameter.opts, key=len) in page
            assert not isinstance(parameter.envvar, str) or f".B {parameter.envvar}\n" in page


def test_no_line_of_the_man_page_is_taken_for_a_request() -> None:
    known = {".TH", ".SH", ".SS", ".PP", ".TP", ".B"}
    lines = manual.manual_page().splitlines()
    assert {line.split()[0] for line in lines if line.startswith((".", "'"))} == known
    assert manual._plain('.so "a\\b"') == "\\&.so \\(dqa\\eb\\(dq"


def test_every_shell_has_a_script_that_asks_the_command(tmp_path: Path) -> None:
    manual.write_all(tmp_path)
    for shell, path in manual.COMPLETIONS.items():
        assert f"_AUDITOR_COMPLETE={shell}_complete" in (tmp_path / path).read_text(encoding="utf-8")
        if found := shutil.which(shell):
            subprocess.run([found, "-n", str(tmp_path / path)], check=True)


# ---- the container


def instructions() -> list[tuple[str, str]]:
    text = (PACKAGING / "Containerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines if line]


def test_the_container_runs_the_auditor_as_a_user_without_rights() -> None:
    given = instructions()
    last = max(number for number, (name, _) in enumerate(given) if name == "FROM")
    final = dict(given[last:])
    assert final["ENTRYPOINT"] == '["auditor"]'
    assert int(final["USER"].partition(":")[0]) > 0
    assert "RUN" not in final


def test_the_container_has_a_fixed_base_and_what_the_wheel_is_made_of() -> None:
    bases = {rest.split()[0] for name, rest in instructions() if name == "FROM"}
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.\d+-slim", bases.pop())
    copied = [part for name, rest in instructions() if name == "COPY" and "--from" not in rest for part in rest.split()]
    assert {"auditor", "rules", "pyproject.toml", "README.md", "LICENSE"} <= set(copied)
    allowed = (PACKAGING / "Containerfile.dockerignore").read_text(encoding="utf-8")
    assert {part for part in copied if part != "./" and f"!{part}\n" not in allowed} == set()


# ---- the pages about it


@pytest.mark.parametrize("name", ["install.md", "install.zh-CN.md"])
def test_the_pages_name_the_scripts_that_are_there(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    named = set(re.findall(r"packaging/(\w+\.py|Containerfile)", text))
    assert named == {"bundle.py", "onefolder.py", "manual.py", "Containerfile"}
    assert all((PACKAGING / file).is_file() for file in named)
    assert str(Path(onefolder.__file__).name) in named


def test_both_pages_have_the_same_commands_and_the_chinese_one_no_english_sentence() -> None:
    english, chinese = ((ROOT / "docs" / f"install{end}.md").read_text(encoding="utf-8") for end in ("", ".zh-CN"))
    commands = re.compile(r"^    .*$", re.MULTILINE)
    assert commands.findall(english) == commands.findall(chinese)
    prose = re.sub(r"`[^`]*`", "", commands.sub("", chinese))
    assert re.findall(r"[A-Za-z]+(?: [A-Za-z]+){3,}", prose) == []
