import { el } from "./dom.js";
import { dayName, sameDay } from "./when.js";

const NEAR = 140; // pixels from the end that still count as reading the newest
const TOGETHER = 300; // seconds within which messages of one person stand together

/**
 * The messages on the screen, oldest first, each block drawn by `draw(messages)`. It stays at the
 * newest as long as the reader is there, and keeps the focus when a message is drawn anew.
 */
export class Timeline {
  constructor({ label, draw, now, onaway }) {
    this.draw = draw;
    this.now = now;
    this.onaway = onaway;
    this.blocks = []; // {messages, node, day}
    this.atEnd = true;
    this.list = el("div", { class: "timeline-list" });
    this.empty = el("p", { class: "empty" });
    this.node = el("div", { class: "timeline", role: "log", "aria-live": "off", "aria-label": label, tabindex: "0" }, this.empty, this.list);
    this.node.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.node.addEventListener("keydown", (event) => this.walk(event));
    this.node.addEventListener("focusin", (event) => this.touch(event.target));
    this.watch = new ResizeObserver(() => this.atEnd && this.toEnd());
    this.watch.observe(this.node);
    this.watch.observe(this.list);
  }

  /** Another conversation: its history is not read aloud. */
  reset(messages) {
    this.node.setAttribute("aria-live", "off");
    this.blocks = [];
    this.list.replaceChildren();
    for (const message of messages) this.add(message);
    this.atEnd = true;
    this.toEnd();
    this.onaway(0);
    requestAnimationFrame(() => requestAnimationFrame(() => this.node.setAttribute("aria-live", "polite")));
  }

  /** A message that is new, or that changed. */
  put(message, { follow = false } = {}) {
    const known = this.blocks.find((block) => block.messages.some((one) => one.message_id === message.message_id));
    if (known) return this.change(known, message);
    if (this.isOld(message)) return this.reset([...this.messages(), message].sort((one, other) => one.message_id - other.message_id));
    const block = this.add(message);
    block.node.classList.add("arriving");
    if (follow || this.atEnd) this.toEnd();
    else this.onaway(1);
    return undefined;
  }

  remove(ids) {
    for (const id of ids) {
      const block = this.blocks.find((one) => one.messages.some((message) => message.message_id === id));
      if (!block) continue;
      const left = block.messages.filter((message) => message.message_id !== id);
      if (left.length) {
        block.messages = left;
        this.redraw(block);
      } else this.drop(block);
    }
  }

  messages() {
    return this.blocks.flatMap((block) => block.messages);
  }

  find(id) {
    return this.messages().find((message) => message.message_id === id) ?? null;
  }

  isOld(message) {
    const last = this.blocks.at(-1)?.messages.at(-1);
    return last !== undefined && message.message_id < last.message_id;
  }

  add(message) {
    const last = this.blocks.at(-1);
    if (last && message.media_group_id && last.messages[0].media_group_id === message.media_group_id) {
      last.messages = [...last.messages, message];
      this.redraw(last);
      return last;
    }
    const day = !last || !sameDay(last.messages[0].date, message.date) ? this.dayLine(message.date) : null;
    const block = { messages: [message], node: this.draw([message]), day };
    if (day) this.list.append(day);
    if (!day && stand(last.messages[0], message)) block.node.classList.add("follows");
    this.list.append(block.node);
    this.blocks.push(block);
    return block;
  }

  dayLine(date) {
    return el("div", { class: "day" }, el("span", {}, dayName(date, this.now())));
  }

  change(block, message) {
    block.messages = block.messages.map((one) => (one.message_id === message.message_id ? message : one));
    this.redraw(block);
    if (this.atEnd) this.toEnd();
  }

  /** Draw a block again: for instance when a button of it started to wait. */
  redraw(block) {
    const old = block.node;
    const node = this.draw(block.messages);
    if (old.classList.contains("follows")) node.classList.add("follows");
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    const press = held?.dataset.press;
    old.replaceWith(node);
    block.node = node;
    if (!held) return;
    const same = press && [...node.querySelectorAll("[data-press]")].find((button) => button.dataset.press === press);
    (same || node).focus({ preventScroll: true });
  }

  drop(block) {
    const index = this.blocks.indexOf(block);
    const next = this.blocks[index + 1];
    if (block.day && next && !next.day) next.day = block.day;
    else block.day?.remove();
    if (block.node.contains(document.activeElement)) this.node.focus({ preventScroll: true });
    block.node.remove();
    this.blocks.splice(index, 1);
    next?.node.classList.toggle("follows", index > 0 && !next.day && stand(this.blocks[index - 1].messages[0], next.messages[0]));
  }

  /** Bring a message into view and show which it is. False when it is not here. */
  jump(id) {
    const block = this.blocks.find((one) => one.messages.some((message) => message.message_id === id));
    if (!block) return false;
    block.node.scrollIntoView({ block: "center" });
    block.node.focus({ preventScroll: true });
    block.node.classList.remove("pointed");
    void block.node.offsetWidth; // starts the animation again
    block.node.classList.add("pointed");
    return true;
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  scrolled() {
    this.atEnd = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR;
    if (this.atEnd) this.onaway(0);
  }

  /** Up and down walk from message to message; Home and End go to the first and the newest. */
  walk(event) {
    const steps = { ArrowUp: -1, ArrowDown: 1 };
    const step = steps[event.key];
    const from = this.blocks.findIndex((block) => block.node === event.target);
    if (!step || (event.target !== this.node && from < 0)) return;
    const to = from < 0 ? this.blocks.length - 1 : from + step;
    if (!this.blocks[to]) return;
    event.preventDefault();
    this.blocks[to].node.focus({ preventScroll: true });
    this.blocks[to].node.scrollIntoView({ block: "nearest" });
  }

  /** The actions of a message join the tab order only while the focus is in that message. */
  touch(target) {
    const current = target.closest(".block");
    for (const more of this.list.querySelectorAll(".more[tabindex='0']")) more.tabIndex = -1;
    const more = current?.querySelector(".more");
    if (more) more.tabIndex = 0;
  }
}

const stand = (one, other) => one.from?.id === other.from?.id && other.date - one.date < TOGETHER;
