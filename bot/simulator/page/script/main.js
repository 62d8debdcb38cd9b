import { readAddress, writeAddress } from "./address.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { Controls } from "./controls.js";
import { Phone } from "./phone.js";
import { Stream } from "./stream.js";
import { complain } from "./toast.js";
import { Town } from "./town.js";
import { barTime } from "./when.js";

const place = (id) => document.getElementById(id);

/** The page: one phone or two, and the controls beside them. */
class Page {
  constructor(town) {
    this.town = town;
    this.phones = [];
    this.controls = new Controls(town, () => this.phones);
    place("beside").addEventListener("click", () => this.toggleSecond());
    town.addEventListener("cast", () => this.tick());
    setInterval(() => this.tick(), 1000);
    this.placeControls();
    this.tick();
  }

  async begin() {
    const asked = readAddress();
    for (const _ of asked) this.addPhone();
    this.listen();
    await Promise.all(this.phones.map((phone, index) => (asked[index].person ? phone.become(asked[index].person, asked[index]) : null)));
  }

  addPhone() {
    const second = this.phones.length === 1;
    const phone = new Phone(this.town, { heading: second ? "Who holds the second phone?" : "Who would you like to be?", removable: second });
    phone.addEventListener("moved", () => this.moved());
    phone.addEventListener("cast", (event) => this.town.take(event.detail));
    phone.addEventListener("left", () => this.toggleSecond());
    this.phones.push(phone);
    place("phones").append(phone.node);
    this.arranged();
    return phone;
  }

  toggleSecond() {
    if (this.phones.length === 1) {
      this.addPhone().node.querySelector("button, select")?.focus();
    } else {
      const [, second] = this.phones;
      second.stop();
      second.node.remove();
      this.phones = [this.phones[0]];
      place("beside").focus();
    }
    this.arranged();
    this.moved();
  }

  arranged() {
    place("beside").setAttribute("aria-pressed", String(this.phones.length === 2));
    place("phones").classList.toggle("two", this.phones.length === 2);
    this.arrangeControls();
  }

  moved() {
    writeAddress(this.phones);
    this.listen();
    this.controls.showOwners();
    const names = this.phones.filter((phone) => phone.owner).map((phone) => phone.owner.first_name);
    document.title = names.length ? `${names.join(" and ")}: Heard, a chat to try it in` : "Heard: a chat to try it in";
  }

  /** Until somebody holds a phone, the page itself hears about the clock and the others. */
  listen() {
    const held = this.phones.some((phone) => phone.owner);
    if (held) {
      this.line?.close();
      this.line = null;
    } else if (!this.line && this.town.people.length) {
      this.line = new Stream(this.town.people[0].id, (kind, data) => kind === "cast" && this.town.take(data));
    }
  }

  tick() {
    const words = barTime(this.town.now());
    if (place("bar-clock").textContent !== words) place("bar-clock").textContent = words;
  }

  /** Beside the phones where there is room, in a drawer where there is not. */
  placeControls() {
    const room = { one: matchMedia("(min-width: 60rem)"), two: matchMedia("(min-width: 78rem)") };
    const drawer = place("drawer");
    const close = el("button", { type: "button", class: "round", "aria-label": "Close the controls", onclick: () => drawer.close() }, icon("close"));
    drawer.append(el("div", { class: "sheet-head" }, el("h2", {}, "Controls"), close));
    const arrange = () => {
      const beside = (this.phones.length === 2 ? room.two : room.one).matches;
      if (beside && drawer.open) drawer.close();
      const home = beside ? place("controls") : drawer;
      if (this.controls.node.parentNode !== home) home.append(this.controls.node);
    };
    room.one.addEventListener("change", arrange);
    room.two.addEventListener("change", arrange);
    arrange();
    this.arrangeControls = arrange;
    drawer.addEventListener("click", (event) => event.target === drawer && drawer.close());
    place("open-controls").prepend(icon("controls"));
    place("open-controls").addEventListener("click", () => drawer.showModal());
  }
}

try {
  const page = new Page(await Town.arrive());
  await page.begin();
  document.documentElement.dataset.ready = "true";
} catch (error) {
  complain(error);
  throw error;
}
