import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
MACHINE_PATH = re.compile(r"(?<![\w./:*%-])/(?:home|root|Users|work|tmp)/\w")
RUN_SCRIPT = "import sys; from timeline.cli import main; sys.exit(main())"
REGISTRIES = [
    "registry.npmjs" + ".org",
    "registry.yarnpkg" + ".com",
    "pypi.org" + "/simple",
    "files.pythonhosted" + ".org",
]


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, object]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def set_ups(readme: str) -> list[str]:
    return re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)


def blocks(readme: str, language: str) -> list[str]:
    return [text for name, text in FENCE.findall(readme) if name == language]


def test_one_command_opens_the_app_and_one_runs_all_tests(readme: str, project: dict) -> None:
    opens, tests = set_ups(readme)
    script = opens.rpartition("/")[2]
    assert opens == f"python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/{script}"
    assert script in project["scripts"]
    extra = re.search(r'pip install -e "\.\[(\w+)\]" && \.venv/bin/pytest$', tests)
    assert extra and extra[1] in project["optional-dependencies"]


def test_ci_runs_the_test_command_of_the_readme(readme: str, root: Path) -> None:
    taken = re.search(r"grep --max-count=1 '(.*)' README.md", (root / ".ci/run").read_text())
    assert taken
    assert re.findall(taken[1], readme, re.MULTILINE) == set_ups(readme)[1:]


def test_readme_says_which_python_it_needs(readme: str, project: dict) -> None:
    floor = str(project["requires-python"]).removeprefix(">=")
    assert f"Python {floor} or later" in readme


@pytest.mark.parametrize("index", range(3))
def test_python_of_the_readme_runs(readme: str, index: int, tmp_path: Path) -> None:
    code = blocks(readme, "python")[index]
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    written = list(tmp_path.iterdir())
    assert run.stdout.strip() or written
    assert all(path.stat().st_size > 1000 for path in written)


def command_lines(readme: str) -> list[str]:
    return re.findall(r"^dateline (?:export|check) .*$", readme, re.MULTILINE)


def test_command_lines_of_the_readme_run(readme: str, tmp_path: Path) -> None:
    (tmp_path / "my.csv").write_text(blocks(readme, "csv")[0], encoding="utf-8")
    assert command_lines(readme)
    for line in [*command_lines(readme), "dateline check my.csv"]:
        run = subprocess.run(
            [sys.executable, "-c", RUN_SCRIPT, *line.split()[1:]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, f"{line}\n{run.stdout}{run.stderr}"
        if "-o" in line:
            assert (tmp_path / line.split("-o ")[1].split()[0]).stat().st_size > 100


@pytest.mark.parametrize(
    "module",
    ["timeline", "timeline.frame", "timeline.query", "timeline.formats", "geo", "geo.countries"],
)
def test_import_loads_neither_streamlit_nor_folium(module: str) -> None:
    heavy = "{'streamlit', 'folium', 'dateparser'} & set(sys.modules)"
    code = f"import sys, {module}; sys.exit(' '.join(sorted({heavy})) or 0)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_no_tracked_file_names_a_machine_path_or_a_registry(
    tracked_files: list[Path], root: Path
) -> None:
    found = []
    for path in tracked_files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        hits = [*MACHINE_PATH.findall(text), *(name for name in REGISTRIES if name in text)]
        found += [f"{path.relative_to(root)}: {hit}" for hit in hits]
    assert found == []


def test_links_of_the_documents_lead_somewhere(root: Path) -> None:
    broken = [
        f"{document.name}: {target}"
        for document in root.glob("*.md")
        for target in re.findall(r"\]\(([^):#]+)\)", document.read_text(encoding="utf-8"))
        if not (root / target).exists()
    ]
    assert broken == []
