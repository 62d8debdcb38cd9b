import { el, unseen } from "./dom.js";
import { icon } from "./icons.js";
import { CommandMenu } from "./commands.js";
import { showUpload } from "./dialogs.js";
import { inShort } from "./service.js";

const TALLEST = 160; // pixels

/**
 * Where a person writes. `does`: {send(text, replyTo), upload({kind, caption, file}), username}.
 * What stands in the field belongs to a chat and waits there (`drafts`).
 */
export class Composer {
  constructor(label, does) {
    this.does = does;
    this.inGroup = false;
    this.replyTo = null;
    this.build(label);
    this.menu = new CommandMenu({
      field: this.field,
      button: this.menuButton,
      choose: (command) => this.command(command),
      complete: (command) => this.write(`/${command} `),
    });
    this.node.prepend(this.menu.node);
  }

  build(label) {
    this.field = el("textarea", {
      rows: "1", dir: "auto", class: "field", placeholder: "Message", "aria-label": label,
      "aria-autocomplete": "list", "aria-haspopup": "listbox", enterkeyhint: "send", autocomplete: "off",
    });
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.menuButton = el("button", { type: "button", class: "menu-button", "aria-haspopup": "listbox", "aria-expanded": "false", hidden: true }, icon("menu"), el("span", {}, "Menu"), unseen(" of commands"));
    this.file = el("input", { type: "file", hidden: true, tabindex: "-1", "aria-label": "A file to send" });
    this.file.addEventListener("change", () => this.chosen());
    const attach = el("button", { type: "button", class: "round", "aria-label": "Send a picture or a file", onclick: () => this.file.click() }, icon("attach"));
    this.send = el("button", { class: "round send", "aria-label": "Send" }, icon("send"));
    this.reply = el("div", { class: "reply-bar", hidden: true });
    this.form = el("form", { class: "writing", onsubmit: (event) => this.submit(event) }, this.menuButton, this.file, attach, this.field, this.send);
    this.node = el("div", { class: "composer" }, this.reply, this.form);
  }

  /** Another chat: its draft, and whether commands need the bot's name. */
  turnTo({ inGroup, draft }) {
    this.inGroup = inGroup;
    this.answer(null);
    this.menu.close();
    this.write(draft ?? "");
  }

  write(text) {
    this.field.value = text;
    this.changed();
  }

  changed() {
    this.send.classList.toggle("ready", this.field.value.trim() !== "");
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST)}px`;
    this.field.classList.toggle("tall", this.field.scrollHeight > TALLEST);
    this.menu.follow();
  }

  key(event) {
    if (event.isComposing) return;
    if (this.menu.key(event)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey) this.submit(event);
    else if (event.key === "Escape" && this.replyTo) this.answer(null);
  }

  submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    this.field.focus();
    if (!text) return;
    const replyTo = this.replyTo?.message_id;
    this.write("");
    this.answer(null);
    this.does.send(text, replyTo);
  }

  /** Two bots may be in a group: the menu of an app names the one it means. */
  command(name) {
    this.write("");
    this.does.send(this.inGroup ? `/${name}@${this.does.username}` : `/${name}`);
  }

  /** The next message answers this one; null: none. */
  answer(message, author = "") {
    this.replyTo = message;
    this.reply.hidden = !message;
    if (!message) return this.reply.replaceChildren();
    const cancel = () => {
      this.answer(null);
      this.field.focus();
    };
    this.reply.replaceChildren(
      icon("reply"),
      el("p", {}, el("span", { class: "quote-author" }, `Reply to ${author}`), el("span", { class: "quote-words", dir: "auto" }, inShort(message))),
      el("button", { type: "button", class: "round", "aria-label": "Do not reply", onclick: cancel }, icon("close")),
    );
    return this.field.focus();
  }

  chosen() {
    const [file] = this.file.files;
    this.file.value = "";
    if (file) showUpload(file, ({ kind, caption }) => this.does.upload({ kind, caption, file }));
  }
}
