import { el, freshId, settled } from "./dom.js";

/**
 * The list of the bot's commands over the writing line. Opened by its button it takes the focus
 * itself; opened by typing "/" the focus stays in the text and the arrows choose here.
 */
export class CommandMenu {
  constructor({ field, button, choose, complete }) {
    this.field = field;
    this.button = button;
    this.choose = choose;
    this.complete = complete;
    this.all = [];
    this.shown = [];
    this.current = 0;
    this.count = el("p", { class: "unseen", role: "status" });
    this.list = el("ul", { id: freshId("commands"), class: "commands", role: "listbox", "aria-label": "Commands", tabindex: "-1", hidden: true });
    this.node = el("div", { class: "commands-place" }, this.list, this.count);
    button.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-controls", this.list.id);
    button.addEventListener("click", () => (this.open ? this.close() : this.openByButton()));
    this.list.addEventListener("keydown", (event) => this.key(event) && event.preventDefault());
    this.list.addEventListener("focusout", settled(0, () => !this.holdsFocus() && this.close()));
    field.addEventListener("blur", settled(0, () => !this.holdsFocus() && this.close()));
  }

  get open() {
    return !this.list.hidden;
  }

  holdsFocus() {
    return [this.list, this.field, this.button].includes(document.activeElement) || this.list.contains(document.activeElement);
  }

  know(commands) {
    this.all = commands;
    this.button.hidden = commands.length === 0;
    const writing = this.typed() !== null && document.activeElement === this.field;
    if (this.open || writing) this.show(this.typed() ?? "");
  }

  typed() {
    const found = /^\/(\w*)$/u.exec(this.field.value);
    return found ? found[1].toLowerCase() : null;
  }

  openByButton() {
    this.show("");
    this.list.focus();
  }

  /** The text changed: open, narrow or close. */
  follow() {
    const typed = this.typed();
    if (typed === null) this.close();
    else this.show(typed);
  }

  show(beginning) {
    this.shown = this.all.filter(({ command }) => command.startsWith(beginning ?? ""));
    if (!this.shown.length) return this.close();
    this.current = 0;
    this.list.replaceChildren(...this.shown.map((command, index) => this.row(command, index)));
    this.list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.count.textContent = this.shown.length === 1 ? "1 command" : `${this.shown.length} commands, choose with the arrow keys`;
    return this.mark();
  }

  row({ command, description }, index) {
    return el(
      "li",
      { id: freshId("command"), role: "option", onmousedown: (event) => event.preventDefault(), onclick: () => this.pick(index) },
      el("span", { class: "command-name" }, `/${command}`),
      el("span", { class: "command-about", dir: "auto" }, description),
    );
  }

  mark() {
    [...this.list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === this.current)));
    const row = this.list.children[this.current];
    for (const owner of [this.field, this.list]) owner.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  }

  close() {
    if (!this.open) return;
    const held = this.list.contains(document.activeElement);
    this.list.hidden = true;
    this.count.textContent = "";
    this.button.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    if (held) this.button.focus();
  }

  pick(index) {
    const { command } = this.shown[index];
    this.close();
    this.field.focus();
    this.choose(command);
  }

  /** True when the key was meant for the list. */
  key(event) {
    if (!this.open) return false;
    const last = this.shown.length - 1;
    const moves = { ArrowDown: Math.min(this.current + 1, last), ArrowUp: Math.max(this.current - 1, 0), Home: 0, End: last };
    const inText = event.target === this.field;
    if (event.key in moves && !(inText && (event.key === "Home" || event.key === "End"))) {
      this.current = moves[event.key];
      this.mark();
      return true;
    }
    if (event.key === "Enter") this.pick(this.current);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && inText && !event.shiftKey) this.complete(this.shown[this.current].command);
    else return false;
    return true;
  }
}
