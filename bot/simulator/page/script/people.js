import { avatar, el } from "./dom.js";

const PARTS = ["parent", "young person", "coordinator", "officer", "safeguarding lead"];
const TITLES = {
  parent: "Parents and carers",
  "young person": "Young people",
  coordinator: "Coordinators of the forum",
  officer: "Officers of the council",
  "safeguarding lead": "Safeguarding leads",
};

/** [[title, people]], in the order a newcomer meets them; parts the page does not know come last. */
function inParts(people) {
  const parts = [...new Set([...PARTS, ...people.map((person) => person.part)])];
  return parts.map((part) => [TITLES[part] ?? part ?? "Others", people.filter((person) => person.part === part)]).filter(([, some]) => some.length);
}

const partWords = (person) => (person.part ? `${person.first_name}, ${person.part}` : person.first_name);

/** Who is this phone's owner? A list to choose from. */
export function personSelect(people, current, label, choose) {
  const option = (person) => el("option", { value: person.id, selected: person.id === current }, partWords(person));
  const select = el(
    "select",
    { "aria-label": label },
    ...inParts(people).map(([title, some]) => el("optgroup", { label: title }, ...some.map(option))),
  );
  select.addEventListener("change", () => choose(Number(select.value)));
  return select;
}

/** The first screen of a phone nobody holds yet. */
export function personCards(people, heading, choose) {
  const card = (person) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "person", onclick: () => choose(person.id) },
        avatar(person.id, person.first_name),
        el("span", { class: "person-words" }, el("span", { class: "person-name" }, person.first_name), el("span", { class: "person-part" }, person.part ?? "")),
      ),
    );
  return el(
    "div",
    { class: "chooser" },
    el("h2", {}, heading),
    el("p", {}, "Everybody here is invented, and nothing leaves this machine."),
    ...inParts(people).map(([title, some]) => el("section", {}, el("h3", {}, title), el("ul", { class: "people" }, ...some.map(card)))),
  );
}
