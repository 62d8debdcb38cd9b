import { avatar, el, unseen } from "./dom.js";
import { icon } from "./icons.js";
import { shortTime } from "./when.js";

/** A person's chats, the private one with the bot first; the topics of a forum under its group. */
export class ChatList {
  constructor({ now, open }) {
    this.now = now;
    this.open = open;
    this.list = el("ul", { class: "chats" });
    this.node = el("nav", { class: "chat-list", "aria-label": "Chats" }, this.list);
  }

  show(chats, current) {
    const held = this.list.contains(document.activeElement) ? document.activeElement.dataset.place : null;
    this.list.replaceChildren(...chats.map((chat) => this.row(chat, current)));
    if (held) this.list.querySelector(`[data-place="${held}"]`)?.focus();
  }

  row(chat, current) {
    const here = current?.chat === chat.id;
    const topics = chat.topics?.length ? el("ul", { class: "topics" }, ...[GENERAL, ...chat.topics].map((topic) => this.topic(chat, topic, here ? current.thread : undefined))) : null;
    return el("li", {}, this.button(chat, here && !topics), topics);
  }

  button(chat, isCurrent) {
    return el(
      "button",
      { type: "button", class: "chat", "data-place": `${chat.id}`, "aria-current": isCurrent ? "true" : null, onclick: () => this.open(chat.id, null) },
      avatar(chat.id, chat.title, chat.type === "private" ? "bot" : "group"),
      el(
        "span",
        { class: "chat-words" },
        el("span", { class: "chat-line" }, el("span", { class: "chat-title", dir: "auto" }, chat.title), chat.type !== "private" && unseen(`, ${chat.type}`), when(chat, this.now())),
        el("span", { class: "chat-line" }, el("span", { class: "chat-last", dir: "auto" }, lastWords(chat)), unread(chat)),
      ),
    );
  }

  topic(chat, topic, current) {
    const isCurrent = current !== undefined && (current ?? null) === topic.id;
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "topic", "data-place": `${chat.id}/${topic.id ?? 0}`, "aria-current": isCurrent ? "true" : null, onclick: () => this.open(chat.id, topic.id) },
        icon("topic"),
        el("span", { dir: "auto" }, topic.name),
      ),
    );
  }
}

const GENERAL = { id: null, name: "General" };

const when = (chat, now) => chat.last && el("time", { class: "chat-when" }, shortTime(chat.last.date, now));

function unread(chat) {
  return chat.unread > 0 && el("span", { class: "unread" }, chat.unread > 99 ? "99+" : String(chat.unread), unseen(chat.unread === 1 ? " unread message" : " unread messages"));
}

function lastWords(chat) {
  if (chat.blocked) return "You blocked this bot";
  if (chat.last) return chat.last.text;
  return chat.started === false ? "Press Start to begin" : "No messages yet";
}
