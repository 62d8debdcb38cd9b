import * as api from "./api.js";
import { avatar, el, settled } from "./dom.js";
import { icon } from "./icons.js";
import { ChatList } from "./chatlist.js";
import { Conversation } from "./conversation.js";
import { personCards, personSelect } from "./people.js";
import { Stream } from "./stream.js";
import { tried } from "./toast.js";

/**
 * One person's phone: their chats and the open conversation. Tells "moved" when its person or chat
 * changed, "cast" with what all phones share, "left" when it is put away.
 */
export class Phone extends EventTarget {
  constructor(town, { heading, removable }) {
    super();
    this.town = town;
    this.heading = heading;
    this.removable = removable;
    this.owner = null;
    this.chats = [];
    this.node = el("section", { class: "phone" });
    this.listSoon = settled(120, () => this.refreshChats());
    this.choose();
  }

  get person() {
    return this.owner?.id ?? null;
  }

  get chat() {
    return this.conversation?.chat?.id ?? null;
  }

  get thread() {
    return this.conversation?.isOpen ? this.conversation.thread : null;
  }

  get openChat() {
    return this.conversation?.chat ?? null;
  }

  get privateChat() {
    return this.chats.find((chat) => chat.type === "private") ?? null;
  }

  moved() {
    this.dispatchEvent(new Event("moved"));
  }

  /** Nobody holds this phone yet. */
  choose() {
    this.stop();
    this.owner = null;
    this.conversation = null;
    this.node.setAttribute("aria-label", "A phone nobody holds yet");
    const cards = personCards(this.town.people, { heading: this.heading, hint: this.hint(), choose: (id) => this.become(id) });
    this.node.replaceChildren(...(this.removable ? [el("div", { class: "phone-head" }, this.putAway())] : []), cards);
  }

  hint() {
    const [parent, coordinator] = [this.town.firstOf("parent"), this.town.firstOf("coordinator")];
    if (this.removable) return `To see both sides, take one parent and one coordinator.`;
    const first = `New here? First be ${parent?.first_name}, a parent, and answer. Then be ${coordinator?.first_name}, who asked.`;
    return `${first} Everybody is invented, and nothing leaves this machine.`;
  }

  /** Hand the phone to somebody, and open a chat when one is named. */
  async become(id, { chat = null, thread = null, payload = null } = {}) {
    const owner = this.town.person(id) ?? { id, first_name: `Person ${id}`, part: "" };
    this.stop();
    this.owner = owner;
    this.draw();
    this.moved();
    this.line = new Stream(id, (kind, data) => this.told(kind, data));
    await this.line.ready;
    if (this.owner !== owner) return;
    await this.refreshChats();
    if (payload !== null) await this.openPrivate(payload);
    else if (chat) await this.open(chat, thread);
    else if (this.isWide() && this.privateChat) await this.open(this.privateChat.id, null);
    this.moved();
  }

  draw() {
    const { owner } = this;
    this.conversation = new Conversation(this.town, owner, {
      leave: () => this.leave(),
      openPrivate: (payload) => this.openPrivate(payload),
    });
    this.list = new ChatList({ now: () => this.town.now(), open: (chat, thread) => this.open(chat, thread, { focus: true }) });
    this.node.setAttribute("aria-label", `${owner.first_name}’s phone`);
    const select = personSelect(this.town.people, owner.id, "Whose phone this is", (id) => this.become(id).then(() => this.node.querySelector("select")?.focus()));
    this.down = el("p", { class: "line-down", role: "status" });
    this.node.replaceChildren(
      el(
        "div",
        { class: "phone-list" },
        el("div", { class: "phone-head" }, avatar(owner.id, owner.first_name), el("h2", { class: "unseen" }, `${owner.first_name}’s phone`), select, this.removable && this.putAway()),
        this.down,
        this.list.node,
      ),
      this.conversation.node,
      el("p", { class: "no-chat" }, "Choose a chat."),
    );
    this.mark();
  }

  putAway() {
    return el("button", { type: "button", class: "round put-away", "aria-label": "Put this phone away", onclick: () => this.dispatchEvent(new Event("left")) }, icon("close"));
  }

  /** List and conversation stand side by side. */
  isWide() {
    return this.node.clientWidth >= 640;
  }

  mark() {
    this.node.classList.toggle("chatting", this.conversation.isOpen);
    this.list.show(this.chats, this.conversation.isOpen ? { chat: this.chat, thread: this.thread } : null);
  }

  async open(id, thread, { focus = false, payload = null } = {}) {
    const chat = this.chats.find((one) => one.id === id);
    if (!chat) return;
    chat.unread = 0;
    this.seen();
    const opening = this.conversation.open(chat, thread, payload);
    this.mark();
    this.moved();
    await opening;
    if (focus) this.conversation.composer.node.hidden ? this.conversation.startBar.firstElementChild?.focus() : this.conversation.composer.field.focus();
  }

  async openPrivate(payload) {
    if (this.privateChat) await this.open(this.privateChat.id, null, { focus: true, payload: payload || null });
  }

  leave() {
    const { chat, thread } = this;
    this.seen().then(this.listSoon);
    this.conversation.close();
    this.mark();
    this.moved();
    this.list.node.querySelector(`[data-place="${thread ? `${chat}/${thread}` : chat}"]`)?.focus();
  }

  /** What stands in the open chat counts as read. The chat may be gone: the list says so then. */
  async seen() {
    if (this.chat) await api.read(this.person, this.chat).catch(() => null);
  }

  async refreshChats() {
    const { owner } = this;
    await this.seen();
    const chats = await tried(() => api.chats(owner.id));
    if (!chats || this.owner !== owner) return;
    this.chats = chats;
    await this.follow();
    this.mark();
    this.moved();
  }

  /** Keep the open chat up to date: it may be gone, or have moved to another id. */
  async follow() {
    const { openChat } = this;
    if (!openChat) return;
    const still = this.chats.find((chat) => chat.id === openChat.id);
    if (still) {
      still.unread = 0;
      return this.conversation.describe(still);
    }
    const moved = this.chats.find((chat) => chat.id === this.movedTo);
    if (moved) await this.conversation.open(moved, null);
    else this.conversation.close();
  }

  told(kind, data) {
    const { conversation } = this;
    if (kind === "message") {
      if (data.chat === this.chat) this.movedTo = data.message.migrate_to_chat_id ?? this.movedTo;
      conversation.arrived(data.message);
    } else if (kind === "edited") conversation.edited(data.message);
    else if (kind === "deleted") conversation.deleted(data.chat, data.message_ids);
    else if (kind === "answer") conversation.answered(data);
    else if (kind === "action") conversation.typing(data.chat);
    else if (kind === "cast") this.dispatchEvent(new CustomEvent("cast", { detail: data }));
    else if (kind === "line") this.down.textContent = data ? "" : "No connection to the simulator: trying again.";
    else if (kind === "fresh" && conversation.isOpen) conversation.load();
    if (["message", "edited", "deleted", "chats", "fresh"].includes(kind)) this.listSoon();
  }

  stop() {
    this.line?.close();
    this.line = null;
    this.chats = [];
  }
}
