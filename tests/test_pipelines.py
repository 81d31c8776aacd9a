"""Pipelines: what `auditor init` writes, the hooks and the action of this repository, and the same bytes every time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.configuration import read_configuration
from auditor.documents.formats import NAMES
from auditor.exceptions import load_waivers
from auditor.messages import Catalogue
from auditor.reports import FORMATS
from tests.conftest import ROOT, SAMPLES, Run, swept
from tests.documentation import FOLDER as DOCS
from tests.documentation import blocks

TEMPLATES = ROOT / "auditor" / "cli" / "templates"
WRITTEN = {
    "github": ".github/workflows/auditor.yml",
    "gitlab": ".gitlab/auditor.yml",
    "pre-commit": ".pre-commit-config.yaml",
    "shell": "audit.sh",
}
CLEAN = "某某县样本局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def yaml_of(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_a_new_user_has_a_gate_in_two_commands(run: Run) -> None:
    put("docs/a.txt", CLEAN)
    status, out, _ = run("init", "docs", "--lang", "en")
    assert (status, "wrote auditor.toml" in out, "next: auditor check" in out) == (0, True, True)
    assert read_configuration(Path("auditor.toml")).get("inputs") == ["docs"]
    assert run("check")[0] == 0
    put("docs/a.txt", CLEAN.replace("40", "45"))
    assert run("check")[0] == 1


def test_reports_are_not_audited_as_documents_and_replace_none(run: Run) -> None:
    put("a.txt", CLEAN)
    run("init", "--ci", "shell")
    assert [run("check", "-f", "text=audit.txt")[0] for _ in range(2)] == [0, 0]
    status, _, err = run("check", "-f", "text=a.txt")
    assert (status, "a report would replace it" in err) == (2, True)
    assert Path("a.txt").read_text(encoding="utf-8") == CLEAN


@pytest.mark.parametrize("kind", WRITTEN)
def test_init_writes_the_file_of_a_pipeline_beside_the_configuration(run: Run, kind: str) -> None:
    status, out, _ = run("init", "--ci", kind)
    assert status == 0
    assert {"auditor.toml", WRITTEN[kind]} <= set(out.split())
    assert "auditor check" in Path(WRITTEN[kind]).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", WRITTEN)
def test_init_replaces_nothing_unless_told_to(run: Run, kind: str) -> None:
    put(WRITTEN[kind], "mine")
    status, out, err = run("init", "--ci", kind)
    assert (status, out) == (2, "")
    assert WRITTEN[kind] in err
    assert not Path("auditor.toml").exists()
    assert Path(WRITTEN[kind]).read_text(encoding="utf-8") == "mine"
    assert run("init", "--ci", kind, "--force")[0] == 0
    assert Path(WRITTEN[kind]).read_text(encoding="utf-8") != "mine"


def test_a_configuration_that_is_there_stays(run: Run) -> None:
    put("auditor.toml", 'lang = "en"\n')
    assert run("init")[0] == 2
    assert run("init", "--ci", "shell")[0] == 0
    assert Path("auditor.toml").read_text(encoding="utf-8") == 'lang = "en"\n'
    put("x/pyproject.toml", '[tool.auditor]\nlang = "en"\n')
    os.chdir("x")
    assert run("init")[0] == 2
    assert run("init", "nowhere", "--force")[0] == 2


@pytest.mark.skipif(os.name == "nt", reason="a script for a shell")
def test_the_script_passes_on_the_status(run: Run) -> None:
    put("docs/a.txt", CLEAN)
    run("init", "docs", "--ci", "shell")
    put("bin/auditor", '#!/bin/sh\necho "$@"\nexit 3\n')
    Path("bin/auditor").chmod(0o755)
    environment = {**os.environ, "PATH": f"{Path('bin').absolute()}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["./audit.sh", "--fail-on", "note"], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "check -f html=audit.html -f xlsx=audit.xlsx --fail-on note\n")


@pytest.mark.skipif(os.name == "nt", reason="a script for a shell")
@pytest.mark.parametrize(
    ("lang", "says"), [("zh", "找不到 auditor：请先安装"), ("en", "auditor is not found: install it")]
)
def test_the_script_says_where_the_auditor_is_not_installed(run: Run, lang: str, says: str) -> None:
    run("init", "--ci", "shell", "--lang", lang)
    Path("bin").mkdir()
    for tool in ("sh", "dirname"):
        Path(f"bin/{tool}").symlink_to(shutil.which(tool) or tool)
    done = subprocess.run(["./audit.sh"], env={"PATH": "bin"}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(says)


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_init_writes_is_in_one_language(run: Run, kind: str, lang: str) -> None:
    run("init", "--ci", kind, "--lang", lang)
    text = Path("auditor.toml").read_text("utf-8") + Path(WRITTEN[kind]).read_text("utf-8")
    sentences = [english for _, english in Catalogue("init").values()]
    assert re.findall(r"@[a-z]+-[a-z-]+@", text) == []
    assert bool(re.search(r"[\u4e00-\u9fff]", text)) is (lang == "zh")
    assert [sentence for sentence in sentences if sentence in text and len(sentence) > 8 and lang == "zh"] == []
    assert read_configuration(Path("auditor.toml")).get("waivers.max_days") == 366


def test_the_pipelines_are_valid_yaml_that_runs_a_check(run: Run) -> None:
    run("init", "--ci", "pre-commit")
    (job,) = yaml_of(TEMPLATES / "github.yml")["jobs"].values()
    assert any("auditor check" in step.get("run", "") for step in job["steps"])
    assert any("auditor check" in line for line in yaml_of(TEMPLATES / "gitlab.yml")["auditor"]["script"])
    (repository,) = yaml_of(Path(WRITTEN["pre-commit"]))["repos"]
    (hook,) = repository["hooks"]
    of_others = yaml_of(ROOT / ".pre-commit-hooks.yaml")[0]
    for key in ("entry", "args", "files", "exclude", "require_serial"):
        assert hook[key] == of_others[key]


def test_a_hook_is_for_the_inputs_that_init_was_given(run: Run) -> None:
    put("docs (1)/a.txt", CLEAN)
    put("b.txt", CLEAN)
    put("it's: #1.txt", CLEAN)
    run("init", "docs (1)", "b.txt", "it's: #1.txt", "--ci", "pre-commit")
    (hook,) = yaml_of(Path(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    taken = [
        name
        for name in (
            "docs (1)/a.txt",
            "docs (1)/x/a.pdf",
            "b.txt",
            "it's: #1.txt",
            "c.txt",
            "c.pdf",
            "b.txt.old",
            "x/docs (1)/a.txt",
        )
        if re.search(hook["files"], name)
    ]
    assert taken == ["docs (1)/a.txt", "docs (1)/x/a.pdf", "b.txt", "it's: #1.txt"]


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", ".pre-commit-hooks.yaml"])
def test_hooks_are_for_disclosures_and_not_for_lock_files(run: Run, name: str) -> None:
    run("init", "--ci", "pre-commit")
    read = yaml_of((Path() if name == ".pre-commit-config.yaml" else ROOT) / name)
    hook = read[0] if isinstance(read, list) else read["repos"][0]["hooks"][0]

    def takes(path: str) -> bool:
        return bool(re.search(hook["files"], path)) and not re.search(hook["exclude"], path)

    extensions = {name for names in NAMES.values() for name in names} - {"txt", "md", "text"}
    assert {name for name in extensions if not takes(f"docs/决算.{name}")} == set()
    assert takes("决算.PDF")
    assert not any(map(takes, ["docs/~$决算.docx", ".hidden.pdf", "requirements.txt", "README.md", "a.pdf.py"]))


def test_the_action_runs_nothing_of_its_inputs_as_a_command() -> None:
    action = yaml_of(ROOT / ".github" / "actions" / "auditor" / "action.yml")
    steps = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite"
    assert not any("${{" in step.get("run", "") for step in steps)
    assert any("auditor check" in step.get("run", "") for step in steps)
    named = set(re.findall(r"inputs\.([\w-]+)", str(steps)))
    assert named == set(action["inputs"])


LANGUAGES = pytest.mark.parametrize("ending", [".md", ".zh-CN.md"])


@LANGUAGES
def test_the_settings_and_the_waiver_of_the_pages_are_right(tmp_path: Path, ending: str) -> None:
    (waiver,) = blocks(DOCS / f"gate{ending}", "toml", "waiver")
    (settings,) = blocks(DOCS / f"reference{ending}", "toml", "settings")
    put(str(tmp_path / "auditor.toml"), settings.text)
    put(str(tmp_path / "waivers.toml"), waiver.text)
    assert read_configuration(tmp_path / "auditor.toml").get("gate.max_warnings") == 10
    assert len(load_waivers(tmp_path / "waivers.toml", 366)) == 1


@LANGUAGES
def test_the_recipes_of_the_gate_are_valid_yaml_that_runs_a_check(ending: str) -> None:
    action, gitlab, hooks = (yaml.safe_load(block.text) for block in blocks(DOCS / f"gate{ending}", "yaml"))
    given = action[0]["with"]
    assert set(given) <= set(yaml_of(ROOT / ".github" / "actions" / "auditor" / "action.yml")["inputs"])
    assert gitlab["auditor"]["script"].startswith("auditor check")
    assert [hook["id"] for hook in hooks[0]["hooks"]] == [yaml_of(ROOT / ".pre-commit-hooks.yaml")[0]["id"]]


def test_the_same_input_gives_the_same_bytes_in_every_format(tmp_path: Path) -> None:
    def written(seed: str) -> dict[str, bytes]:
        folder = tmp_path / seed
        folder.mkdir()
        formats = [option for name in FORMATS for option in ("-f", f"{name}={folder / name}")]
        command = [sys.executable, "-m", "auditor", "check", *map(str, swept(SAMPLES, 3)), *formats]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False)
        return {name: (folder / name).read_bytes() for name in FORMATS}

    first, second = written("1"), written("2")
    assert [name for name in FORMATS if not first[name] or first[name] != second[name]] == []


def test_a_folder_whose_documents_are_all_in_the_baseline_passes_in_every_format(run: Run) -> None:
    put("docs/a.txt", CLEAN.replace("40", "45"))
    run("init", "docs")
    run("baseline", "create")
    for name in FORMATS:
        assert run("check", "-f", f"{name}=audit.{name}")[0] == 0


def committed(run: Run, *files: str) -> tuple[int, str, str]:
    """What the hook does with the files of a commit, as pre-commit starts it."""
    hook = yaml_of(ROOT / ".pre-commit-hooks.yaml")[0]
    assert hook["entry"].startswith("auditor ")
    return run(*hook["entry"].split()[1:], *hook["args"], *files)


WRONG = CLEAN.replace("40", "45")


def test_the_hook_audits_of_a_commit_what_the_configuration_names(run: Run) -> None:
    put("auditor.toml", 'inputs = ["docs"]\nexclude = ["draft*"]\n')
    for name in ("docs/right.txt", "docs/wrong.txt", "docs/draft.txt", "site/wrong.html"):
        put(name, CLEAN if "right" in name else WRONG)
    assert committed(run, "docs/right.txt", "site/wrong.html", "docs/draft.txt")[0] == 0
    assert committed(run, "docs/right.txt", "docs/wrong.txt")[0] == 1
    status, out, err = committed(run, "site/wrong.html", "docs/draft.txt")
    assert (status, out, err) == (
        0,
        "",
        "auditor: left out as none of the inputs (2): site/wrong.html, docs/draft.txt\n",
    )
    put("auditor.toml", 'lang = "en"\n')
    assert committed(run, "site/wrong.html")[0] == 1


def test_no_name_in_a_commit_is_an_option(run: Run) -> None:
    name = put_named("--fail-on=never.txt")
    status, out, _ = committed(run, name)
    assert (status, out.count(f"--> {name}")) == (1, 1)


def put_named(name: str) -> str:
    put(name, WRONG)
    return name


@pytest.mark.parametrize("pattern", ["draft*", "old", "*.txt"])
def test_what_the_configuration_excludes_is_left_out_where_it_is_named(run: Run, pattern: str) -> None:
    put("auditor.toml", f'exclude = ["{pattern}"]\n')
    put("old/draft.txt", WRONG)
    put("page.html", f"<html><body><p>{CLEAN}</p></body></html>")
    status, _, err = run("check", "old/draft.txt", "page.html", "--lang", "en")
    assert (status, err) == (0, "auditor: left out by exclude (1): old/draft.txt\n")
    status, out, err = run("check", "old/draft.txt", "--lang", "en")
    assert (status, out, err.splitlines()[-1]) == (2, "", "auditor: none of the files is a document to audit")
    assert run("check", "old/draft.txt", "--no-config")[0] == 1


def test_the_names_that_are_excluded_without_being_asked_for_can_be_named(run: Run) -> None:
    put("README.txt", WRONG)
    put("auditor.toml", 'lang = "zh"\n')
    assert run("check", "README.txt")[0] == 1


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_no_package_is_installed_by_a_name_that_anybody_may_own(run: Run, kind: str) -> None:
    _, out, _ = run("init", "--ci", kind, "--lang", "en")
    assert f"first replace git+URL@REVISION in {WRITTEN[kind]}" in out
    text = Path(WRITTEN[kind]).read_text(encoding="utf-8")
    assert re.findall(r"pip install .*", text) == ['pip install -q "budget-disclosure-auditor @ $INSTALL_FROM"']


@pytest.mark.skipif(os.name == "nt", reason="a script for a shell")
@pytest.mark.parametrize("kind", ["github", "gitlab"])
@pytest.mark.parametrize(("source", "status"), [("git+URL@REVISION", 2), ("git+https://example.org/a@0123", 0)])
def test_what_is_left_to_fill_in_is_told_before_anything_is_installed(
    run: Run, kind: str, source: str, status: int
) -> None:
    run("init", "--ci", kind)
    read = yaml_of(Path(WRITTEN[kind]))
    job = read["auditor"] if kind == "gitlab" else read["jobs"]["audit"]
    lines = job["script"] if kind == "gitlab" else [step["run"] for step in job["steps"] if "run" in step]
    assert (job["variables"] if kind == "gitlab" else job["env"]) == {"INSTALL_FROM": "git+URL@REVISION"}
    put("bin/python", '#!/bin/sh\necho "$@" >> installed\n')
    Path("bin/python").chmod(0o755)
    environment = {"PATH": f"{Path('bin').absolute()}:{os.environ['PATH']}", "INSTALL_FROM": source}
    script = "set -e\n" + "\n".join(line for line in lines if "auditor check" not in line)
    done = subprocess.run(
        ["sh", "-c", script], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, "INSTALL_FROM" in done.stdout + done.stderr) == (status, status == 2)
    assert Path("installed").exists() is (status == 0)


def test_where_the_auditor_was_installed_from_a_repository_its_commit_is_written(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Installed:
        def read_text(self, name: str) -> str:
            assert name == "direct_url.json"
            return '{"url": "https://example.org/a.git", "vcs_info": {"vcs": "git", "commit_id": "0123abc"}}'

    monkeypatch.setattr("importlib.metadata.distribution", lambda name: Installed())
    _, out, _ = run("init", "--ci", "github", "--lang", "en")
    assert "git+URL@REVISION" not in out
    job = yaml_of(Path(WRITTEN["github"]))["jobs"]["audit"]
    assert job["env"] == {"INSTALL_FROM": "git+https://example.org/a.git@0123abc"}


def test_reports_are_not_committed_by_mistake(run: Run) -> None:
    run("init")
    assert not Path(".gitignore").exists()
    Path(".git").mkdir()
    put(".gitignore", "mine")
    for _ in range(2):
        run("init", "--force")
        lines = Path(".gitignore").read_text(encoding="utf-8").splitlines()
        assert lines == ["mine", "audit.*", "!audit.sh", "gl-code-quality-report.json"]
