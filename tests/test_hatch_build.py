import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import hatch_build

OLD, NEW = 1_000_000_000, 2_000_000_000
SOURCES = {
    "timeline/view/browser/src/page.ts": OLD,
    "timeline/view/browser/src/strings/en.json": OLD,
    "timeline/view/browser/build.mjs": OLD,
    "timeline/view/browser/package-lock.json": OLD,
    "geo/data/countries.csv": OLD,
}
OUTPUTS = {
    "timeline/view/static/view.js": NEW,
    "timeline/view/static/view.css": NEW,
    "geo/data/basemap.json": NEW,
    "geo/data/country_names.json": NEW,
}


def tree(root: Path, times: dict[str, int | None]) -> Path:
    for name, time in times.items():
        if time is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        os.utime(path, (time, time))
    return root


def hook(root: Path) -> Any:
    return hatch_build.BrowserBuild(str(root), {}, None, None, str(root), "wheel")


@pytest.mark.parametrize(
    ("changed", "stale"),
    [
        ({}, False),
        ({"timeline/view/browser/src/page.ts": NEW + 1}, True),
        ({"timeline/view/browser/src/strings/en.json": NEW + 1}, True),
        ({"timeline/view/browser/build.mjs": NEW + 1}, True),
        ({"timeline/view/browser/package-lock.json": NEW + 1}, True),
        ({"geo/data/countries.csv": NEW + 1}, True),
        ({"timeline/view/static/view.css": OLD - 1}, True),
        ({"geo/data/basemap.json": None}, True),
        ({"geo/data/country_names.json": None}, True),
        ({"timeline/view/static/view.js": None, "timeline/view/static/view.css": None}, True),
    ],
    ids=lambda value: ", ".join(value) or "nothing" if isinstance(value, dict) else str(value),
)
def test_build_is_stale_when_an_output_is_missing_or_older_than_a_source(
    tmp_path: Path, changed: dict[str, int | None], stale: bool
) -> None:
    assert hatch_build.is_stale(tree(tmp_path, {**SOURCES, **OUTPUTS, **changed})) is stale


@pytest.mark.parametrize(("version", "ships"), [("standard", True), ("editable", False)])
def test_only_a_real_wheel_ships_the_app_and_the_seeds(
    tmp_path: Path, version: str, ships: bool
) -> None:
    build_data: dict[str, Any] = {"force_include": {}}
    hook(tree(tmp_path, {**SOURCES, **OUTPUTS})).initialize(version, build_data)
    assert bool(build_data["force_include"]) is ships
    if ships:
        assert set(build_data["force_include"].values()) == {
            "timeline/_app/app.py",
            "timeline/_app/seeds",
        }


def test_a_failing_build_step_ends_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    failed = SimpleNamespace(returncode=1, stdout="npm error network\n")
    monkeypatch.setattr(hatch_build.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(SystemExit, match=r"npm ci ended with code 1; .* install again.$"):
        hook(tree(tmp_path, SOURCES)).initialize("standard", {"force_include": {}})
    assert "npm error network" in capfd.readouterr().err


def test_packages_are_installed_again_when_the_lock_changed(tmp_path: Path) -> None:
    browser = tree(tmp_path, {**SOURCES, "node_modules/.package-lock.json": NEW})
    assert hatch_build.lacks_packages(browser / "timeline/view/browser")
    installed = "timeline/view/browser/node_modules/.package-lock.json"
    assert not hatch_build.lacks_packages(tree(tmp_path, {installed: NEW}) / hatch_build.BROWSER)
