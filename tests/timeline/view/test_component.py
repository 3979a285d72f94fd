import re
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.view.component import _SHIM, _library_script

LIBRARY_TEST = """
import assert from "node:assert";
globalThis.window = { matchMedia: () => ({ matches: false, addEventListener() {} }) };
globalThis.document = undefined;
const text = await (await import("node:fs/promises")).readFile(process.argv[2], "utf8");
assert.equal((text.match(/^export /gm) ?? []).length, 1);
assert.ok(text.includes("globalThis.__datelineBasemap = "));
assert.ok(text.includes("globalThis.__dateline.style = "));
"""
SHIM_TEST = """
import assert from "node:assert";
const calls = [];
globalThis.document = { createElement: () => ({}) };
const { default: mount } = await import(process.argv[2]);
const header = new TextEncoder().encode('{"options":{"address":"w=2018"}}');
const block = new Uint8Array(3 + 8 + header.length);
new DataView(block.buffer).setUint32(3 + 4, header.length, true);
block.set(header, 3 + 8);
const root = { prepended: [], prepend(element) { this.prepended.push(element); } };
const first = mount({ key: "k", data: block.subarray(3), parentElement: root });
setTimeout(() => {
  const mount = (component) => { calls.push(component); return "gone"; };
  globalThis.__dateline = { style: "css", mount };
}, 50);
assert.equal(await first, "gone");
await mount({ key: "k", data: block.subarray(3), parentElement: root });
assert.deepEqual(calls.map((call) => call.data.address), ["w=2018", undefined]);
assert.equal(calls[0].data.payload[8], "{".charCodeAt(0));
assert.deepEqual(root.prepended.map((element) => element.textContent), ["css"]);
"""


def run(node: str, folder: Path, test: str, module: str) -> None:
    (folder / "module.mjs").write_text(module, encoding="utf-8")
    (folder / "test.mjs").write_text(test, encoding="utf-8")
    command = [node, str(folder / "test.mjs"), str(folder / "module.mjs")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_view_waits_for_the_library_and_starts_from_the_address_once(
    node: str, tmp_path: Path
) -> None:
    run(node, tmp_path, SHIM_TEST, _SHIM)


def test_library_hands_over_view_style_and_basemap_and_draws_nothing_itself(
    node: str, tmp_path: Path
) -> None:
    run(node, tmp_path, LIBRARY_TEST, _library_script())


def test_library_exports_one_thing_and_keeps_the_licences() -> None:
    script = _library_script()
    assert re.findall(r"(?<![\w.$])export\s*(default|\{)", script) == ["default"]
    assert "Vladimir Agafonkin" in script


def test_script_that_goes_with_every_change_of_data_is_small() -> None:
    assert len(_SHIM) < 2_000


@pytest.mark.parametrize("module", ["timeline", "timeline.formats", "timeline.collection"])
def test_nothing_else_loads_streamlit_or_folium(module: str) -> None:
    code = f"import sys, {module}; print({{'streamlit', 'folium'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
