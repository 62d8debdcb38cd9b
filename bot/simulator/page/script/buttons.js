import { el, unseen } from "./dom.js";
import { icon } from "./icons.js";
import { deepLink, safeAddress } from "./links.js";

/**
 * The inline buttons under a message. `does`: {username, open(payload), tap(data), copy(text),
 * waiting(data) is true while the bot has not answered that press}.
 */
export function inlineButtons(message, does) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return el(
    "div",
    { class: "inline-buttons", role: "group", "aria-label": "Buttons of this message" },
    ...rows.map((row) => el("div", { class: "inline-row" }, ...row.map((button) => inlineButton(button, does)))),
  );
}

function inlineButton(button, does) {
  if (button.url !== undefined) return urlButton(button, does);
  if (button.callback_data !== undefined) return tapButton(button, does);
  if (button.copy_text !== undefined) return plain(button, () => does.copy(button.copy_text.text), icon("copy"));
  return el("button", { ...look(button), disabled: true }, button.text);
}

const look = (button) => ({ type: "button", class: "inline-button", dir: "auto", "data-style": button.style ?? null });
const plain = (button, press, ...extra) => el("button", { ...look(button), onclick: press }, el("span", {}, button.text), ...extra);

function tapButton(button, does) {
  const waiting = does.waiting(button.callback_data);
  const node = plain(button, () => does.tap(button.callback_data, node));
  node.dataset.press = button.callback_data;
  if (waiting) node.setAttribute("aria-busy", "true");
  return node;
}

function urlButton(button, does) {
  const deep = deepLink(button.url, does.username);
  if (deep) return plain(button, () => does.open(deep.payload));
  const href = safeAddress(button.url);
  if (!href) return el("button", { ...look(button), disabled: true }, button.text);
  const { type, ...rest } = look(button);
  return el(
    "a",
    { ...rest, href, target: "_blank", rel: "noopener noreferrer", title: href },
    el("span", {}, button.text),
    icon("link"),
    unseen(" (opens in a new tab)"),
  );
}
