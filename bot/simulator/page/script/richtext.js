import { el, freshId, unseen } from "./dom.js";
import { deepLink, safeAddress } from "./links.js";

/**
 * Text and Bot API entities as nodes. `does` says what a press means: {username, open(payload),
 * command(text)}. An entity of a kind not named here leaves its words as they are.
 */
export function richText(text, entities, does) {
  const ordered = (entities ?? [])
    .filter((entity) => entity.length > 0 && entity.offset >= 0)
    .sort((one, other) => one.offset - other.offset || other.length - one.length);
  return piece(text, 0, text.length, ordered, does);
}

function piece(text, from, to, entities, does) {
  const out = document.createDocumentFragment();
  let at = from;
  let next = 0;
  while (next < entities.length) {
    const entity = entities[next++];
    const begin = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    const within = [];
    while (next < entities.length && entities[next].offset < end) within.push(entities[next++]);
    if (end <= begin) continue;
    out.append(text.slice(at, begin));
    const build = KINDS[entity.type] ?? asItIs;
    out.append(build(piece(text, begin, end, within, does), { entity, words: text.slice(begin, end), does }));
    // A block starts a new line by itself: the line break after it would be an empty line.
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end;
  }
  out.append(text.slice(Math.min(at, to), to));
  return out;
}

const asItIs = (inner) => inner;
const inElement = (tag) => (inner) => el(tag, {}, inner);
const marked = (name) => (inner) => el("span", { class: name }, inner);

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

const KINDS = {
  bold: inElement("strong"),
  italic: inElement("em"),
  underline: inElement("u"),
  strikethrough: inElement("s"),
  code: inElement("code"),
  pre: (inner) => el("pre", { tabindex: "0" }, el("code", {}, inner)),
  blockquote: inElement("blockquote"),
  expandable_blockquote: expandable,
  spoiler,
  text_link: (inner, { entity, does }) => link(inner, entity.url, does),
  url: (inner, { words, does }) => link(inner, words, does),
  email: (inner, { words, does }) => link(inner, `mailto:${words}`, does),
  phone_number: (inner, { words, does }) => link(inner, `tel:${words.replace(/[^+\d]/gu, "")}`, does),
  bot_command: (inner, { words, does }) =>
    el("button", { type: "button", class: "in-text", onclick: () => does.command(words) }, inner),
  mention: marked("mention"),
  text_mention: marked("mention"),
  hashtag: marked("mention"),
  cashtag: marked("mention"),
};

function link(inner, target, does) {
  const deep = deepLink(target, does.username);
  if (deep) return el("button", { type: "button", class: "in-text", onclick: () => does.open(deep.payload) }, inner);
  const href = safeAddress(target);
  if (!href) return inner;
  const away = href.startsWith("http");
  return el(
    "a",
    { href, title: href, rel: "noopener noreferrer", target: away ? "_blank" : null },
    inner,
    away && unseen(" (opens in a new tab)"),
  );
}

function spoiler(inner) {
  const hidden = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden words: press to show" });
  const cover = el("span", { class: "spoiler-words", "aria-hidden": "true", inert: true }, inner);
  hidden.append(cover);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    hidden.replaceWith(el("span", { class: "revealed" }, ...cover.childNodes));
  };
  hidden.addEventListener("click", reveal);
  hidden.addEventListener("keydown", reveal);
  return hidden;
}

function expandable(inner) {
  const id = freshId("quote");
  const quote = el("blockquote", { id, class: "folded" }, inner);
  const toggle = el("button", { type: "button", class: "in-text unfold", "aria-expanded": "false", "aria-controls": id }, "Show all");
  toggle.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.textContent = folded ? "Show all" : "Show less";
  });
  const whole = document.createDocumentFragment();
  whole.append(quote, toggle);
  return whole;
}
