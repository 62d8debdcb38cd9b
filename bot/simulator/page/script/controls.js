import * as api from "./api.js";
import { el, freshId } from "./dom.js";
import { tried } from "./toast.js";
import { localInput, wholeTime } from "./when.js";

const MOODS = [
  { value: "normal", label: "normal", faults: { slow: 0, refuse: null } },
  { value: "slow", label: "slow: each call waits 2 seconds", faults: { slow: 2, refuse: null } },
  { value: "500", label: "refusing: error 500", faults: { slow: 0, refuse: "500" } },
  { value: "429", label: "limiting: error 429", faults: { slow: 0, refuse: "429" } },
  { value: "silent", label: "losing its answers", faults: { slow: 0, refuse: "silent" } },
];

const STATES = { running: "The bot is running.", stopped: "The bot is stopped.", none: "The bot was started elsewhere: start and stop it there." };

/** Everything that is not a phone: the clock, the others, Telegram's moods, the bot itself. */
export class Controls {
  constructor(town, phones) {
    this.town = town;
    this.phones = phones;
    this.busy = new Set();
    this.clockLine = el("p", { class: "clock" });
    this.owners = el("div", {});
    this.node = el("div", { class: "controls" }, this.help(), this.crowd(), this.clock(), this.bot(), this.telegram(), this.owners);
    town.addEventListener("cast", () => this.show());
    this.show();
    setInterval(() => this.tick(), 1000);
  }

  /** Run what a button asks for, once at a time, then look at what changed. */
  async does(button, action) {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    await tried(action);
    await tried(() => this.town.refresh());
    button.removeAttribute("aria-disabled");
  }

  button(label, action, look = "quiet") {
    const button = el("button", { type: "button", class: look }, label);
    button.addEventListener("click", () => this.does(button, action));
    return button;
  }

  part(title, ...children) {
    const id = freshId("part");
    return el("section", { class: "part", "aria-labelledby": id }, el("h2", { id }, title), ...children);
  }

  help() {
    const first = (part) => this.town.firstOf(part)?.first_name;
    const [parent, coordinator, young, lead] = ["parent", "coordinator", "young person", "safeguarding lead"].map(first);
    return el(
      "details",
      { class: "part help", open: true },
      el("summary", {}, "New here?"),
      el(
        "ol",
        {},
        el("li", {}, `Be ${parent}, a parent: open the group and tap a choice in the vote.`),
        el("li", {}, "In Heard press Start, join, and answer the survey that is open."),
        el("li", {}, "Let the others answer."),
        el("li", {}, `Be ${coordinator}, the coordinator: send /close, close both, and the charts arrive. /export gives the answers as a file.`),
        el("li", {}, "Send /results, tap one, and release it to officers: they see that, and nothing else."),
        el("li", {}, `As ${parent}, type: she wont go to school. Tap who may help. Then send /feedback and say something.`),
        el("li", {}, `As ${coordinator}, answer it under /inbox. With /yousaid put on the record what came of it; everybody reads it under /updates.`),
        el("li", {}, `Be ${young}, join, and type: my uncle hits me. ${lead}, the safeguarding lead, has an alert. Or let twenty minutes go by, and the deputy has it.`),
      ),
      el("p", {}, "Keys: Enter sends, Shift and Enter starts a new line, / lists the commands. In the messages, the arrow keys go up and down."),
    );
  }

  clock() {
    const field = el("input", { type: "datetime-local", id: freshId("moment"), value: localInput(this.town.now()) });
    const go = el("button", { class: "quiet" }, "Go");
    const travel = (event) => {
      event.preventDefault();
      const moment = new Date(field.value);
      if (!Number.isNaN(moment.valueOf())) this.does(go, () => api.clock({ to: moment.toISOString() }));
    };
    return this.part(
      "The bot’s clock",
      this.clockLine,
      el(
        "div",
        { class: "triple" },
        this.button("20 minutes on", () => api.clock({ advance: 1200 })),
        this.button("An hour on", () => api.clock({ advance: 3600 })),
        this.button("A day on", () => api.clock({ advance: 86_400 })),
      ),
      el("form", { class: "travel", onsubmit: travel }, el("label", { for: field.id }, "To a date and time"), el("div", { class: "travel-line" }, field, go)),
    );
  }

  crowd() {
    const id = freshId("crowd");
    this.crowdWords = el("p", { id, role: "status" });
    this.crowdBar = el("progress", { "aria-labelledby": id, hidden: true });
    this.crowdButton = this.button("Let the others answer", () => api.crowd(), "primary");
    return this.part("The others", this.crowdButton, this.crowdBar, this.crowdWords);
  }

  bot() {
    this.botWords = el("p", { class: "state", role: "status" });
    this.botButtons = el(
      "div",
      { class: "triple" },
      this.button("Start", () => api.process("start")),
      this.button("Stop", () => api.process("stop")),
      this.button("Kill", () => api.process("kill"), "quiet danger"),
    );
    return this.part("The bot", this.botWords, this.botButtons);
  }

  telegram() {
    const name = freshId("mood");
    const mood = ({ value, label, faults }) =>
      el("label", { class: "choice" }, el("input", { type: "radio", name, value, onchange: () => this.change(faults) }), label);
    this.limits = el("input", { type: "checkbox", onchange: () => this.change({ limits: this.limits.checked }) });
    this.moods = el("fieldset", { class: "moods" }, el("legend", {}, "Telegram is"), ...MOODS.map(mood));
    return this.part("Telegram", this.moods, el("label", { class: "choice" }, this.limits, "keep to its limits on sending"));
  }

  async change(faults) {
    await tried(() => api.faults(faults));
    await tried(() => this.town.refresh());
  }

  show() {
    const { cast } = this.town;
    this.tick();
    this.showCrowd(cast.crowd);
    this.botWords.textContent = STATES[cast.process] ?? cast.process;
    this.botWords.dataset.state = cast.process;
    this.botButtons.hidden = cast.process === "none";
    const current = cast.faults.slow > 0 ? "slow" : (cast.faults.refuse ?? "normal");
    for (const radio of this.moods.querySelectorAll("input")) radio.checked = radio.value === current;
    this.limits.checked = cast.faults.limits;
    this.showOwners();
  }

  showCrowd({ size, busy, done, failed = 0 }) {
    this.crowdBar.hidden = !busy;
    this.crowdBar.max = size;
    this.crowdBar.value = done;
    const lost = failed > 0 ? ` ${failed} could not.` : "";
    const before = done > 0 ? `${done - failed} of ${size} have answered.${lost}` : `${size} example people are waiting.`;
    this.crowdWords.textContent = busy ? `${done} of ${size} have answered so far.` : before;
    if (busy) this.crowdButton.setAttribute("aria-disabled", "true");
    else this.crowdButton.removeAttribute("aria-disabled");
  }

  tick() {
    const words = wholeTime(this.town.now());
    if (this.clockLine.textContent !== words) this.clockLine.textContent = words;
  }

  /** What can be done with each phone; drawn anew only when something of it changed. */
  showOwners() {
    const phones = this.phones().filter((phone) => phone.owner);
    const state = JSON.stringify(phones.map((phone) => [phone.person, phone.privateChat?.blocked, phone.openChat?.id, phone.openChat?.type]));
    if (state === this.ownersState) return;
    this.ownersState = state;
    const held = this.owners.contains(document.activeElement) ? document.activeElement.textContent : null;
    this.owners.replaceChildren(...phones.map((phone) => this.owner(phone)));
    if (held) [...this.owners.querySelectorAll("button")].at(0)?.focus();
  }

  owner(phone) {
    const { owner, openChat, privateChat } = phone;
    const blocked = privateChat?.blocked;
    const again = () => phone.refreshChats();
    const block = () => (blocked ? api.unblock(owner.id) : api.block(owner.id));
    return this.part(
      `As ${owner.first_name}`,
      this.button(blocked ? `Unblock the bot as ${owner.first_name}` : `Block the bot as ${owner.first_name}`, () => block().then(again), blocked ? "quiet" : "quiet danger"),
      openChat?.type === "group" && this.button(`Turn “${openChat.title}” into a supergroup`, () => api.migrate(openChat.id).then(again)),
    );
  }
}
