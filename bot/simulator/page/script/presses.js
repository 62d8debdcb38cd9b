const PATIENCE = 30_000; // milliseconds; an app stops turning its wheel then

const key = (message, data) => `${message.chat.id}/${message.message_id}/${data}`;

/** Button presses the bot has not answered yet. The answer may come before we know the press's number. */
export class Presses {
  constructor() {
    this.waiting = new Map(); // key -> {query, rest}
    this.early = new Set();
  }

  isWaiting(message, data) {
    return this.waiting.has(key(message, data));
  }

  /** Send a press; `rest()` is called when it is answered, overtaken by an edit, or given up. */
  async send(message, data, post, rest) {
    const place = key(message, data);
    const entry = { query: null, rest };
    this.waiting.set(place, entry);
    entry.timer = setTimeout(() => this.end(place), PATIENCE);
    try {
      entry.query = String((await post()).query);
    } catch (error) {
      this.end(place);
      throw error;
    }
    if (this.early.delete(entry.query)) this.end(place);
    return true;
  }

  answered(query) {
    const found = [...this.waiting].find(([, entry]) => entry.query === String(query));
    if (found) this.end(found[0]);
    else this.early.add(String(query));
  }

  /** The message was edited: its old buttons are gone. */
  forget(message) {
    const beginning = key(message, "");
    for (const place of [...this.waiting.keys()]) if (place.startsWith(beginning)) this.end(place);
  }

  end(place) {
    const entry = this.waiting.get(place);
    if (!entry) return;
    clearTimeout(entry.timer);
    this.waiting.delete(place);
    entry.rest();
  }
}
