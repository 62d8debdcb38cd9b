import { avatar, el, freshId, unseen } from "./dom.js";
import { icon } from "./icons.js";
import { inlineButtons } from "./buttons.js";
import { album, documentCard, picture } from "./media.js";
import { pollCard } from "./poll.js";
import { richText } from "./richtext.js";
import { inShort, serviceWords } from "./service.js";
import { clockTime } from "./when.js";

/**
 * One block of the conversation: a message, or the messages of one album.
 * `phone`: {mine(message), grouped, does, vote(poll, options), actions(message), jump(id)}.
 */
export function messageBlock(messages, phone) {
  const [first] = messages;
  const words = serviceWords(first);
  return words ? serviceBlock(first, words) : bubbleBlock(messages, phone);
}

function serviceBlock(message, words) {
  return el("div", { class: "service", "data-message": message.message_id, tabindex: "-1" }, el("span", { dir: "auto" }, words));
}

function bubbleBlock(messages, phone) {
  const [first] = messages;
  const mine = phone.mine(first);
  const author = mine ? "You" : (first.from?.first_name ?? first.sender_chat?.title ?? "Somebody");
  const body = freshId("body");
  const named = phone.grouped && !mine;
  return el(
    "article",
    {
      class: `block ${mine ? "mine" : "theirs"}`,
      "data-message": first.message_id,
      "data-author": first.from?.id ?? 0,
      "aria-label": `${author}, ${clockTime(first.date)}`,
      "aria-describedby": body,
      tabindex: "-1",
    },
    named && avatar(first.from?.id ?? 0, author, first.from?.is_bot ? "bot" : ""),
    el("div", { class: "stack" }, bubble(messages, phone, { author, body, named }), inlineButtons(messages.at(-1), phone.does(messages.at(-1)))),
    moreButton(messages, author, phone),
  );
}

function bubble(messages, phone, { author, body, named }) {
  const [first] = messages;
  const told = messages.find((message) => message.caption !== undefined) ?? first;
  const edited = messages.some((message) => message.edit_date);
  return el(
    "div",
    { class: ["bubble", first.photo && "with-picture", tucks(told) && !first.reactions && "tucked", edited && "edited"].filter(Boolean).join(" ") },
    named ? el("p", { class: `author hue-${Math.abs(first.from?.id ?? 0) % 7}`, dir: "auto" }, author) : unseen(`${author}: `),
    el("div", { id: body, class: "body" }, quote(first, phone), ...media(messages, phone), words(told, phone)),
    reactions(first),
    meta(messages, { edited, mine: phone.mine(first) }),
  );
}

function quote(message, phone) {
  const replied = message.reply_to_message;
  if (!replied || replied.forum_topic_created) return null;
  const who = phone.mine(replied) ? "You" : (replied.from?.first_name ?? "Somebody");
  return el(
    "button",
    { type: "button", class: "quote", onclick: () => phone.jump(replied.message_id) },
    unseen("In reply to "),
    el("span", { class: "quote-author" }, who),
    el("span", { class: "quote-words", dir: "auto" }, inShort(replied)),
  );
}

function media(messages, phone) {
  const [first] = messages;
  if (messages.length > 1) return [first.photo ? album(messages) : null, ...messages.filter((one) => one.document).map(documentCard)];
  if (first.photo) return [picture(first)];
  if (first.document) return [documentCard(first)];
  if (first.poll) return [pollCard(first.poll, first.chosen ?? null, (options) => phone.vote(first.poll, options))];
  return [];
}

function words(message, phone) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  return el("div", { class: "words", dir: "auto" }, richText(text, entities, phone.does(message)));
}

function reactions(message) {
  const given = message.reactions?.map(({ emoji }) => emoji).filter(Boolean) ?? [];
  if (!given.length) return null;
  const counts = [...new Set(given)].map((emoji) => [emoji, given.filter((one) => one === emoji).length]);
  return el("p", { class: "reactions" }, unseen("Reactions: "), ...counts.map(([emoji, count]) => el("span", {}, count > 1 ? `${emoji} ${count}` : emoji)));
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** The time may stand beside the last line: not where that line begins at the right, or is a box. */
function tucks(message) {
  const text = message.text ?? message.caption;
  if (!text || RIGHT_TO_LEFT.test(text)) return false;
  const boxes = (message.entities ?? message.caption_entities ?? []).filter(({ type }) => type === "pre" || type.endsWith("blockquote"));
  return !boxes.some(({ offset, length }) => offset + length >= text.trimEnd().length);
}

function meta(messages, { edited, mine }) {
  const moment = messages.at(-1).date;
  return el(
    "p",
    { class: "meta" },
    edited && el("span", {}, "edited "),
    el("time", { datetime: new Date(moment * 1000).toISOString() }, clockTime(moment)),
    mine && el("span", { class: "sent" }, icon("tick"), unseen("sent")),
  );
}

function moreButton(messages, author, phone) {
  const label = `What to do with the message of ${author} at ${clockTime(messages[0].date)}`;
  return el(
    "button",
    { type: "button", class: "more", tabindex: "-1", "aria-haspopup": "dialog", "aria-label": label, onclick: () => phone.actions(messages) },
    icon("more"),
  );
}
