import * as api from "./api.js";
import { avatar, el, settled, unseen } from "./dom.js";
import { icon } from "./icons.js";
import { Composer } from "./composer.js";
import { showActions, showAlert } from "./dialogs.js";
import { messageBlock } from "./message.js";
import { Presses } from "./presses.js";
import { inShort } from "./service.js";
import { Timeline } from "./timeline.js";
import { toaster, tried } from "./toast.js";

const TYPING = 5000; // milliseconds a "typing" stays, as in the apps

/** One open chat of one person. `leave()` goes back to the list, `openPrivate(payload)` to the bot. */
export class Conversation {
  constructor(town, person, { leave, openPrivate }) {
    this.town = town;
    this.person = person;
    this.openPrivate = openPrivate;
    this.drafts = new Map();
    this.presses = new Presses();
    this.chat = null;
    this.thread = null;
    this.build(leave);
    this.learnCommands = settled(200, () => this.loadCommands());
  }

  build(leave) {
    const { bot } = this.town;
    this.timeline = new Timeline({
      label: "Messages",
      draw: (messages) => messageBlock(messages, this.drawing()),
      now: () => this.town.now(),
      onaway: (more) => this.away(more),
    });
    this.composer = new Composer(`Message as ${this.person.first_name}`, {
      username: bot.username,
      send: (text, replyTo) => this.say(text, replyTo),
      upload: (what) => tried(() => api.upload({ ...what, as: this.person.id, chat: this.chat.id, thread: this.thread })),
    });
    this.toasts = toaster();
    this.title = el("h2", { class: "chat-name", dir: "auto" });
    this.about = el("p", { class: "chat-about" });
    this.face = el("span", { class: "face" });
    this.pinned = el("div", { class: "pinned", hidden: true });
    this.jumpButton = el("button", { type: "button", class: "to-newest", hidden: true, onclick: () => this.timeline.toEnd() }, icon("down"), el("span", { class: "to-newest-count" }), unseen("to the newest message"));
    this.startBar = el("div", { class: "start-bar", hidden: true });
    this.back = el("button", { type: "button", class: "round back", "aria-label": "Back to the chats", onclick: leave }, icon("back"));
    this.node = el(
      "section",
      { class: "conversation", "aria-label": "Conversation", hidden: true },
      el("div", { class: "conversation-head" }, this.back, this.face, el("div", { class: "chat-heading" }, this.title, this.about), this.holder()),
      this.pinned,
      el("div", { class: "wall" }, this.timeline.node, this.jumpButton, this.toasts.place),
      this.composer.node,
      this.startBar,
    );
  }

  /** Whose phone this is, where the list with that name is out of sight. */
  holder() {
    const { id, first_name: name } = this.person;
    return el("p", { class: "holder" }, avatar(id, name), unseen("You are "), name);
  }

  get isOpen() {
    return this.chat !== null;
  }

  /** Show this chat from its beginning. */
  async open(chat, thread, payload = null) {
    if (this.chat) this.drafts.set(this.place(), this.composer.field.value);
    this.chat = chat;
    this.thread = thread;
    this.payload = payload;
    this.node.hidden = false;
    this.composer.turnTo({ inGroup: chat.type !== "private", draft: this.drafts.get(this.place()) });
    this.describe(chat);
    await this.load();
    this.loadCommands();
  }

  close() {
    if (this.chat) this.drafts.set(this.place(), this.composer.field.value);
    this.chat = null;
    this.node.hidden = true;
  }

  place() {
    return `${this.chat.id}/${this.thread ?? 0}`;
  }

  /** The chat's name, pin and state may have changed. */
  describe(chat) {
    this.chat = chat;
    const topic = chat.topics?.find((one) => one.id === this.thread);
    this.title.textContent = topic ? `${chat.title}: ${topic.name}` : chat.title;
    this.node.setAttribute("aria-label", `Conversation: ${this.title.textContent}`);
    this.timeline.node.setAttribute("aria-label", `Messages of ${this.title.textContent}`);
    this.face.replaceChildren(avatar(chat.id, chat.title, chat.type === "private" ? "bot" : "group"));
    this.timeline.empty.textContent = chat.started === false ? `Press Start to talk with ${chat.title}.` : "No messages here yet.";
    this.still();
    this.showPinned();
    this.showStart();
  }

  still() {
    clearTimeout(this.typingTimer);
    this.about.classList.remove("typing");
    this.about.textContent = { private: "bot", group: "group", supergroup: this.chat.topics?.length ? "supergroup with topics" : "supergroup" }[this.chat.type];
  }

  async load() {
    const asked = this.place();
    const answer = await tried(() => api.messages(this.person.id, this.chat.id, this.thread));
    if (!answer || !this.chat || asked !== this.place()) return;
    this.timeline.reset(answer.messages.filter((message) => this.holds(message)));
    this.showPinned();
    this.composer.menu.close();
  }

  async loadCommands() {
    if (!this.chat) return;
    const asked = this.place();
    const known = await tried(() => api.commands(this.person.id, this.chat.id));
    if (known && this.chat && asked === this.place()) this.composer.menu.know(known);
  }

  showPinned() {
    const id = this.chat.pinned;
    this.pinned.hidden = !id;
    if (!id) return;
    const message = this.timeline.find(id);
    this.pinned.replaceChildren(
      el(
        "button",
        { type: "button", onclick: () => this.jump(id) },
        icon("pin"),
        el("span", { class: "pinned-title" }, "Pinned"),
        el("span", { class: "pinned-words", dir: "auto" }, message ? inShort(message) : "A message further up"),
      ),
    );
  }

  /** Before Start, and after a block, one large button stands where one writes. */
  showStart() {
    const isPrivate = this.chat.type === "private";
    const label = this.chat.blocked ? "Unblock and restart" : this.payload !== null || this.chat.started === false ? "Start" : null;
    const showing = isPrivate && label !== null;
    this.composer.node.hidden = showing;
    this.startBar.hidden = !showing;
    if (!showing || this.startBar.dataset.label === label) return;
    this.startBar.dataset.label = label;
    this.startBar.replaceChildren(el("button", { type: "button", class: "primary start", onclick: () => this.start() }, label));
  }

  async start() {
    const payload = this.payload;
    const done = await tried(() => api.start(this.person.id, payload));
    if (!done) return;
    this.payload = null;
    this.describe({ ...this.chat, started: true, blocked: false });
    this.startBar.dataset.label = "";
    this.composer.field.focus();
  }

  jump(id) {
    if (!this.timeline.jump(id)) this.toasts.say("That message is further up than this page goes.");
  }

  away(more) {
    this.unseen = more === 0 ? 0 : (this.unseen ?? 0) + more;
    this.jumpButton.hidden = this.unseen === 0;
    this.jumpButton.querySelector(".to-newest-count").textContent = String(this.unseen);
  }

  say(text, replyTo) {
    const { id } = this.chat;
    const { thread } = this;
    const send = () => tried(() => api.send(this.person.id, id, text, { thread, replyTo }));
    this.sending = (this.sending ?? Promise.resolve()).then(send).then((done) => {
      if (!done && this.chat?.id === id && !this.composer.field.value) this.composer.write(text);
    });
  }

  // --- what a message needs to draw itself, and what its parts do

  drawing() {
    return {
      mine: (message) => this.isMine(message),
      grouped: this.chat.type !== "private",
      does: (message) => this.doings(message),
      vote: (poll, options) => tried(() => api.vote(this.person.id, poll.id, options)),
      actions: (messages) => this.actions(messages),
      jump: (id) => this.jump(id),
    };
  }

  isMine(message) {
    return message.out ?? message.from?.id === this.person.id;
  }

  doings(message) {
    return {
      username: this.town.bot.username,
      open: (payload) => this.openPrivate(payload),
      command: (text) => this.say(text),
      copy: (text) => this.copy(text),
      waiting: (data) => this.presses.isWaiting(message, data),
      tap: (data, button) => this.tap(message, data, button),
    };
  }

  async tap(message, data, button) {
    if (this.presses.isWaiting(message, data)) return;
    button.setAttribute("aria-busy", "true");
    const rest = () => button.removeAttribute("aria-busy");
    const sent = await tried(() => this.presses.send(message, data, () => api.tap(this.person.id, message.chat.id, message.message_id, data), rest));
    if (sent === undefined) rest();
  }

  async copy(text) {
    await tried(() => navigator.clipboard.writeText(text));
    this.toasts.say("Copied");
  }

  actions(messages) {
    const [first] = messages;
    const author = this.isMine(first) ? "you" : (first.from?.first_name ?? "this");
    const text = first.text ?? first.caption;
    const mayErase = this.isMine(first) || this.chat.type === "private";
    const erase = () => tried(() => api.erase(this.person.id, this.chat.id, messages.map((one) => one.message_id)));
    showActions("This message", [
      { name: "reply", label: "Reply", does: () => this.composer.answer(first, author) },
      { name: "heart", label: "React with 👍", does: () => tried(() => api.react(this.person.id, this.chat.id, first.message_id, "👍")) },
      ...(text ? [{ name: "copy", label: "Copy the words", does: () => this.copy(text) }] : []),
      ...(mayErase ? [{ name: "bin", label: "Delete", does: erase }] : []),
    ]);
  }

  // --- what the line tells

  holds(message) {
    if (!this.chat || message.chat.id !== this.chat.id) return false;
    if (!this.chat.topics?.length) return true;
    return (message.is_topic_message ? message.message_thread_id : null) === (this.thread ?? null);
  }

  arrived(message) {
    if (!this.holds(message)) return;
    const mine = this.isMine(message);
    if (!mine) this.still();
    this.timeline.put(message, { follow: mine });
    if (!mine) this.learnCommands();
  }

  edited(message) {
    if (!this.holds(message)) return;
    this.presses.forget(message);
    if (this.timeline.find(message.message_id)) this.timeline.put(message);
    if (this.chat.pinned === message.message_id) this.showPinned();
    this.learnCommands();
  }

  deleted(chat, ids) {
    if (this.chat?.id === chat) this.timeline.remove(ids);
  }

  answered({ query, text, alert }) {
    this.presses.answered(query);
    if (!text) return;
    if (alert) showAlert(this.town.bot.first_name, text);
    else this.toasts.say(text);
  }

  typing(chat) {
    if (this.chat?.id !== chat) return;
    clearTimeout(this.typingTimer);
    this.about.classList.add("typing");
    this.about.replaceChildren(`${this.town.bot.first_name} is typing`, el("span", { class: "dots", "aria-hidden": "true" }));
    this.typingTimer = setTimeout(() => this.still(), TYPING);
  }
}
