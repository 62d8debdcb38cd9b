import { avatar, el } from "./dom.js";

const PARTS = ["parent", "young person", "coordinator", "officer", "safeguarding lead"];
const TITLES = {
  parent: "Parents and carers",
  "young person": "Young people",
  coordinator: "People with a task",
  officer: "People with a task",
  "safeguarding lead": "People with a task",
};
const titleOf = (person) => TITLES[person.part] ?? "Others";

/** [[title, people]], in the order a newcomer meets them; parts the page does not know come last. */
function inParts(people) {
  const place = (person) => (PARTS.includes(person.part) ? PARTS.indexOf(person.part) : PARTS.length);
  const ordered = [...people].sort((one, other) => place(one) - place(other));
  const titles = [...new Set(ordered.map(titleOf))];
  return titles.map((title) => [title, ordered.filter((person) => titleOf(person) === title)]);
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
export function personCards(people, { heading, hint, choose }) {
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
    el("p", {}, hint),
    ...inParts(people).map(([title, some]) => el("section", {}, el("h3", {}, title), el("ul", { class: "people" }, ...some.map(card)))),
  );
}
