/** Make elements. Data only ever becomes text here: no markup is built from it. */

export interface Attributes {
  [name: string]: string | number | boolean | undefined;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, className = "", attributes: Attributes = {}, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

export function button(label: string, className: string, onClick: (event: MouseEvent) => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = make("button", className, { type: "button", ...attributes }, label);
  made.addEventListener("click", onClick);
  return made;
}

/** A link only to the web, and one that tells the other side nothing; else plain text. */
export function link(url: string, text: string): HTMLElement | Text {
  if (!/^https?:\/\//i.test(url)) return document.createTextNode(text);
  return make("a", "dl-link", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function debounce(action: () => void, waitMs: number): () => void {
  let timer = 0;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(action, waitMs);
  };
}

const PATHS: Record<string, string> = {
  list: "M3 5h2v2H3zM7 5h10v2H7zM3 9h2v2H3zM7 9h10v2H7zM3 13h2v2H3zM7 13h10v2H7z",
  filter: "M3 5h14l-5.5 6.5V16l-3-1.5v-3z",
  link: "M8 6h4v1.6H8a2.4 2.4 0 0 0 0 4.8h1V14H8a4 4 0 0 1 0-8zm4 0a4 4 0 0 1 0 8h-1v-1.6h1a2.4 2.4 0 0 0 0-4.8zM7.5 9.2h5v1.6h-5z",
  close: "M5.6 4.5 10 8.9l4.4-4.4 1.1 1.1-4.4 4.4 4.4 4.4-1.1 1.1-4.4-4.4-4.4 4.4-1.1-1.1L8.900 10 4.500 5.600z",
  left: "M12.500 4.500 7 10l5.500 5.500-1.200 1.200L4.600 10l6.700-6.700z",
  right: "M7.500 4.500 13 10l-5.500 5.500 1.200 1.200L15.400 10 8.700 3.300z",
  target: "M9.300 2h1.400v2.100a6 6 0 0 1 5.200 5.200H18v1.400h-2.100a6 6 0 0 1-5.200 5.200V18H9.300v-2.100a6 6 0 0 1-5.200-5.200H2V9.300h2.100a6 6 0 0 1 5.200-5.200zM10 5.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zm0 2.700a1.800 1.800 0 1 1 0 3.600 1.800 1.800 0 0 1 0-3.600z",
  help: "M10 2.500a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15zm0 1.500a6 6 0 1 0 0 12 6 6 0 0 0 0-12zm-.8 9h1.600v1.600H9.200zm.8-7.200c1.700 0 2.900 1 2.900 2.500 0 1.900-2.100 2-2.100 3.600H9.300c0-2.300 2-2.500 2-3.600 0-.6-.5-1-1.300-1s-1.400.5-1.400 1.300H7.100c0-1.700 1.200-2.800 2.900-2.800z",
};

/** An icon button: the label is for screen readers and the tooltip. */
export function iconButton(icon: string, label: string, className: string, onClick: (event: MouseEvent) => void): HTMLButtonElement {
  const made = button("", `dl-icon ${className}`, onClick, { "aria-label": label, title: label });
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[icon]);
  svg.append(path);
  made.append(svg);
  return made;
}
