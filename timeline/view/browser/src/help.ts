/** Show the keys the view answers to, and let the reader choose its language. */
import { iconButton, make } from "./dom.ts";
import { catalogues, type Key } from "./strings.ts";
import type { Words } from "./words.ts";

const KEYS: readonly [keys: string, key: Key][] = [
  ["← →", "helpArrows"], ["Shift ← →", "helpShiftArrows"], ["PgUp PgDn", "helpPages"], ["+ −", "helpZoom"], ["Home", "helpHome"],
  ["/", "helpSearch"], ["keySpace", "helpPlay"], ["[ ]", "helpStory"], ["keyEscape", "helpEscape"], ["?", "helpHelp"],
];

export function renderHelp(words: Words, close: () => void, chooseLanguage: ((language: string) => void) | null): HTMLDialogElement {
  const list = make("dl", "dl-keys");
  for (const [keys, key] of KEYS) {
    const shown = keys.startsWith("key") ? words.t(keys as Key) : keys;
    list.append(make("dt", "", {}, ...shown.split(" ").map((one) => make("kbd", "", {}, one))), make("dd", "", {}, words.t(key)));
  }
  const head = make("div", "dl-drawer-head", {}, make("h2", "", {}, words.t("helpTitle")), iconButton("close", words.t("close"), "", close));
  const dialog = make("dialog", "dl-help", { "aria-label": words.t("help") }, head, list);
  if (chooseLanguage) dialog.append(languageChoice(words, chooseLanguage));
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "?") { event.preventDefault(); close(); }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) close(); });
  return dialog;
}

function languageChoice(words: Words, choose: (language: string) => void): HTMLElement {
  const select = make("select", "dl-select", { "aria-label": words.t("language") });
  for (const language of Object.keys(catalogues)) {
    const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
    select.append(make("option", "", { value: language, lang: language }, name));
  }
  select.value = words.language;
  select.addEventListener("change", () => choose(select.value));
  return make("label", "dl-role", {}, make("span", "dl-muted", {}, words.t("language")), select);
}
