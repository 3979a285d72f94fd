import subprocess
from pathlib import Path

import pytest

BROWSER = Path("timeline/view/browser")


def test_browser_module_passes_its_own_tests(root: Path, node: str) -> None:
    tests = sorted((root / BROWSER / "test").glob("*.test.ts"))
    assert tests, "timeline/view/browser/test holds no *.test.ts"
    run = subprocess.run(
        [node, "--test", "--test-reporter=tap", *map(str, tests)],
        cwd=root / BROWSER,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        pytest.fail(f"node --test ended with {run.returncode}\n{run.stdout}\n{run.stderr}", False)
