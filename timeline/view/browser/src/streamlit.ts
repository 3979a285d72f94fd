/** Ask Streamlit's page what a component has to fit in with. */
import { make } from "./dom.ts";

/** Whether Streamlit's own theme is a dark one. */
export function isDark(element: HTMLElement): boolean {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const probe = make("span", "", { style: `color:${colour || "#fff"}` });
  element.append(probe);
  const [r, g, b] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? ["255", "255", "255"]).map(Number);
  probe.remove();
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}

/** The language that was chosen, as it is written where the reader is. */
export function localeOf(language: string | undefined): string {
  const { language: own } = navigator;
  return !language || own.split("-")[0] === language ? own : language === "en" ? "en-GB" : language;
}
