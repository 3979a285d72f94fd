"""Bring the browser files that the peers' pages ask CDNs for, from npm, so that they run.

Two stand in for what npm does not have: kepler.gl 3.3.0-alpha.11 for the alpha.18
of its page, and parquet-wasm 0.8.0 for lonboard's 0.9.0, with three imports renamed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.gettempdir()) / "dateline-benchmarks"
PINS = {
    "@jupyter-widgets/html-manager": "1.0.15",
    "anywidget": "0.11.0",
    "bootstrap": "5.2.2",
    "es-module-shims": "2.8.1",
    "esbuild": "0.28.2",
    "iso8601-js-period": "0.2.1",
    "jquery": "3.7.1",
    "leaflet": "1.9.3",
    "leaflet.awesome-markers": "2.0.5",
    "leaflet-timedimension": "1.1.1",
    "leaflet.timeline": "1.6.0",
    "maplibre-gl": "4.7.1",
    "moment": "2.18.1",
    "parquet-wasm": "0.8.0",
    "react": "19.1.0",
    "react-dom": "19.1.0",
    "react-redux": "9.3.0",
    "redux": "5.0.1",
    "requirejs": "2.3.4",
    "styled-components": "6.1.19",
}
ALONE = "kepler.gl@3.3.0-alpha.11"  # its one built file is wanted, not what it was built from
PLACES = {
    r"https://(?:cdn\.jsdelivr\.net/npm|unpkg\.com)/((?:@[^/]+/)?[^/@]+)(?:@[^/]+)?/(.+)": r"\1/\2",
    r"https://ga\.jspm\.io/npm:es-module-shims@[^/]+/(.+)": r"es-module-shims/\1",
    r"https://code\.jquery\.com/.*|https://cdnjs\..*/jquery\.min\.js": "jquery/dist/jquery.min.js",
    r"https://cdnjs\..*/(leaflet\.awesome-markers\.\w+)": r"leaflet.awesome-markers/dist/\1",
    r"https://cdnjs\..*/moment\.min\.js": "moment/min/moment.min.js",
    r"https://cdnjs\..*/require\.min\.js": "requirejs/require.js",
}
BUNDLED = {
    r"https://esm\.sh/react@[^/]+": "export {React as default} from '{all}';",
    r"https://esm\.sh/react@.*/jsx-runtime": "export * from '{all}'; export {React as default}"
    " from '{all}';",
    r"https://esm\.sh/react-dom@[^/]+": "export {ReactDOM as default} from '{all}';",
    r"https://esm\.sh/react-dom@.*/client.*": "export {createRoot, hydrateRoot} from '{all}';",
    r"https://esm\.sh/redux@.*": "export {Redux as default} from '{all}';",
    r"https://esm\.sh/react-redux@.*": "export {ReactRedux as default} from '{all}';",
    r"https://esm\.sh/styled-components@.*": "export {styled as default} from '{all}';",
}
ALL = "https://esm.sh/all.js"
ENTRY = """
import React from "react"; import ReactDOM from "react-dom";
import * as Redux from "redux"; import * as ReactRedux from "react-redux";
import * as names from "styled-components";
export {createRoot, hydrateRoot} from "react-dom/client";
export {jsx, jsxs, Fragment} from "react/jsx-runtime";
export const styled = Object.assign(names.default, {...names});
export {React, ReactDOM, Redux, ReactRedux};
"""
TYPES = {".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm"}


class AssetsError(Exception):
    """The peers' browser files could not be had."""


def install(folder: Path = FOLDER) -> Path:
    """Install the pinned packages where they are missing; return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = json.dumps({"private": True, "dependencies": PINS}, indent=2)
    manifest, done = folder / "package.json", folder / "all.js"
    if done.is_file() and manifest.read_text() == wanted:
        return folder
    manifest.write_text(wanted)
    npm = shutil.which("npm")
    if not npm:
        raise AssetsError("needs npm on the path for its browser files")
    _run([npm, "install", "--ignore-scripts", "--legacy-peer-deps", "--no-audit"], folder)
    _run([npm, "pack", ALONE], folder)
    packed = next(folder.glob("kepler.gl-*.tgz"))
    with tarfile.open(packed) as archive:
        archive.extractall(folder / "kepler", filter="data")
    (folder / "kepler" / "package").rename(folder / "node_modules" / "kepler.gl")
    (folder / "entry.js").write_text(ENTRY)
    esbuild = str(folder / "node_modules/.bin/esbuild")
    flags = ["--bundle", "--format=esm", "--minify", "--define:process.env.NODE_ENV='production'"]
    _run([esbuild, "entry.js", *flags, "--outfile=all.js"], folder)
    return folder


def find(url: str, page: str, folder: Path = FOLDER) -> tuple[bytes, str] | None:
    """Return the file that `url` names and its type, or None where npm has no such file."""
    if url == ALL:
        return (folder / "all.js").read_bytes(), TYPES[".js"]
    for pattern, text in BUNDLED.items():
        if re.fullmatch(pattern, url):
            return text.replace("{all}", ALL).encode(), TYPES[".js"]
    for pattern, place in PLACES.items():
        found = re.fullmatch(pattern, url)
        path = folder / "node_modules" / found.expand(place) if found else None
        if path and not path.exists():
            path = path.with_name(path.name.replace(".min.", "."))
        if path and path.is_file():
            data = path.read_bytes()
            is_parquet = path.name == "parquet_wasm_bg.wasm"
            return _fit(data, page) if is_parquet else data, TYPES.get(path.suffix, "text/plain")
    return None


def _fit(wasm: bytes, page: str) -> bytes:
    """Give the imports of a neighbouring build the names that the page's script offers."""
    for name in ("setTimeout", "clearTimeout", "fetch"):
        offered = re.search(rf"__wbg_{name}_[0-9a-f]{{16}}", page)
        if offered:
            wasm = re.sub(rb"__wbg_%b_[0-9a-f]{16}" % name.encode(), offered[0].encode(), wasm)
    return wasm


def _run(command: list[str], folder: Path) -> None:
    step = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if step.returncode:
        raise AssetsError(f"{Path(command[0]).name} failed: {step.stderr.strip()[-300:]}")
