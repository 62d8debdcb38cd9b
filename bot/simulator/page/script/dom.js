// Elements are always made node by node: nothing that came over the wire is ever read as markup.

/**
 * An element with attributes and children. A key that starts with "on" is a listener;
 * null, undefined and false leave an attribute or a child out.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Words for screen readers only. */
export const unseen = (words) => el("span", { class: "unseen" }, words);

let counted = 0;
/** An id no other element of the page has. */
export const freshId = (stem) => `${stem}-${++counted}`;

/** Call at most once in a while, after the calls have stopped coming. */
export function settled(milliseconds, action) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  };
}

const HUES = 7;

/** A round picture of initials; the colour depends on the id only, so a person keeps theirs. */
export function avatar(id, name, size = "") {
  const words = name.trim().split(/\s+/u).slice(0, 2);
  const initials = words.map((word) => [...word][0] ?? "").join("");
  const hue = Math.abs(Number(id)) % HUES;
  return el("span", { class: `avatar hue-${hue} ${size}`.trim(), "aria-hidden": "true" }, initials.toUpperCase());
}
