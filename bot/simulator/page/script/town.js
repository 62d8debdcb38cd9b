import * as api from "./api.js";

/** What all phones share: the people, the bot, and its clock. Tells "cast" when any of it changed. */
export class Town extends EventTarget {
  constructor(cast) {
    super();
    this.take(cast);
  }

  static async arrive() {
    return new Town(await api.cast());
  }

  take(cast) {
    this.cast = cast;
    this.ahead = Date.parse(cast.clock.now) - Date.now();
    this.dispatchEvent(new Event("cast"));
  }

  async refresh() {
    this.take(await api.cast());
  }

  get people() {
    return this.cast.people;
  }

  get bot() {
    return this.cast.bot;
  }

  person(id) {
    return this.people.find((person) => person.id === id) ?? null;
  }

  firstOf(part) {
    return this.people.find((person) => person.part === part) ?? this.people[0];
  }

  /** The bot's time, as a Date. */
  now() {
    return new Date(Date.now() + this.ahead);
  }
}
