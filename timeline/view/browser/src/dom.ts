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
  box: "M3 4h14v12H3zm1.500 1.500v9h11v-9z",
  lasso: "M10 3.500c4.100 0 7.500 2.300 7.500 5.200s-3.400 5.200-7.500 5.200c-.8 0-1.500-.1-2.200-.2.200 1.200-.3 2.500-1.800 3.300l-.7-1.300c.9-.5 1.200-1.200 1-2.400-2.300-.9-3.800-2.600-3.800-4.600 0-2.900 3.400-5.200 7.500-5.200zm0 1.500c-3.300 0-6 1.700-6 3.700s2.700 3.700 6 3.700 6-1.700 6-3.700S13.300 5 10 5z",
  fitWindow: "M3 4h1.600v12H3zM15.400 4H17v12h-1.600zM6 9.200h1.800L6.900 8.300 8 7.200l2.800 2.800L8 12.800l-1.100-1.100.9-.9H6zM14 9.200h-1.800l.9-.9L12 7.200 9.200 10 12 12.800l1.100-1.100-.9-.9H14z",
  fitAll: "M6 6.500 2.500 10 6 13.500l1.100-1.100L5.500 10.800h9l-1.600 1.600L14 13.500l3.500-3.500L14 6.500l-1.100 1.100 1.600 1.600h-9l1.600-1.600z",
  play: "M6 4l10 6-10 6z",
  pause: "M5.500 4h3v12h-3zM11.500 4h3v12h-3z",
  back: "M14.500 4.500v11L7 10zM5 4.500h1.700v11H5z",
  on: "M5.500 4.500v11L13 10zM13.300 4.500H15v11h-1.700z",
  picture: "M3 4h14v12H3zm1.500 1.500v7.300l3.300-3.500 2.700 2.800 1.900-1.900 3.100 3V5.500zm8.200 1.300a1.400 1.400 0 1 1 0 2.800 1.400 1.400 0 0 1 0-2.800z",
  layers: "M10 3l7.500 4L10 11 2.500 7zM4.300 9.200 10 12.300l5.700-3.100 1.800 1L10 14.200 2.500 10.200zm0 3.200L10 15.500l5.700-3.100 1.800 1L10 17.400 2.500 13.400z",
  story: "M4 3.500h5.300v13H4zm1.500 1.500v10h2.300V5zm5.200-1.500H16v13h-5.300zm1.500 1.500v10h2.300V5z",
  add: "M9.200 4h1.600v5.200H16v1.600h-5.200V16H9.200v-5.200H4V9.200h5.200z",
  download: "M9.200 3h1.600v7.700l2.600-2.600 1.100 1.100L10 13.700 5.500 9.200l1.100-1.100 2.600 2.600zM4 15.200h12v1.600H4z",
  bin: "M7.500 3h5v1.500H16V6H4V4.500h3.500zM5.200 7h9.600l-.8 10H6z",
  list: "M3 5h2v2H3zM7 5h10v2H7zM3 9h2v2H3zM7 9h10v2H7zM3 13h2v2H3zM7 13h10v2H7z",
  filter: "M3 5h14l-5.5 6.5V16l-3-1.5v-3z",
  link: "M8 6h4v1.6H8a2.4 2.4 0 0 0 0 4.8h1V14H8a4 4 0 0 1 0-8zm4 0a4 4 0 0 1 0 8h-1v-1.6h1a2.4 2.4 0 0 0 0-4.8zM7.5 9.2h5v1.6h-5z",
  close: "M5.6 4.5 10 8.9l4.4-4.4 1.1 1.1-4.4 4.4 4.4 4.4-1.1 1.1-4.4-4.4-4.4 4.4-1.1-1.1L8.900 10 4.500 5.600z",
  left: "M12.500 4.500 7 10l5.500 5.500-1.200 1.200L4.600 10l6.700-6.700z",
  right: "M7.500 4.500 13 10l-5.500 5.500 1.200 1.200L15.400 10 8.700 3.300z",
  target: "M9.300 2h1.400v2.100a6 6 0 0 1 5.200 5.200H18v1.400h-2.100a6 6 0 0 1-5.200 5.200V18H9.300v-2.100a6 6 0 0 1-5.200-5.200H2V9.300h2.100a6 6 0 0 1 5.200-5.200zM10 5.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zm0 2.700a1.800 1.800 0 1 1 0 3.600 1.800 1.800 0 0 1 0-3.600z",
  help: "M10 2.500a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15zm0 1.500a6 6 0 1 0 0 12 6 6 0 0 0 0-12zm-.8 9h1.600v1.600H9.200zm.8-7.200c1.700 0 2.900 1 2.900 2.500 0 1.900-2.100 2-2.100 3.600H9.300c0-2.300 2-2.500 2-3.600 0-.6-.5-1-1.300-1s-1.400.5-1.400 1.300H7.100c0-1.700 1.200-2.800 2.900-2.800z",
};

export function iconOf(name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/** An icon button: the label is for screen readers and the tooltip. */
export function iconButton(icon: string, label: string, className: string, onClick: (event: MouseEvent) => void): HTMLButtonElement {
  const made = button("", `dl-icon ${className}`, onClick, { "aria-label": label, title: label });
  made.append(iconOf(icon));
  return made;
}
