import { eventsPath } from "./api.js";

const KINDS = ["message", "edited", "deleted", "answer", "action", "chats", "cast"];
const PATIENCE = 2000; // milliseconds

/**
 * What happens to one person, as it happens. Whenever the line was down and is up again, "fresh" is
 * told, because what was missed is not repeated. A hidden tab hangs up: a browser keeps only six
 * lines to one address, and forgotten tabs would use them all.
 */
export class Stream {
  constructor(person, tell) {
    this.person = person;
    this.tell = tell;
    this.source = null;
    this.wasDown = false;
    this.onVisibility = () => (document.hidden ? this.hangUp() : this.dial());
    document.addEventListener("visibilitychange", this.onVisibility);
    /** What is asked for after this misses nothing that happens later. */
    this.ready = new Promise((resolve) => {
      this.isReady = resolve;
      setTimeout(resolve, PATIENCE);
    });
    if (!document.hidden) this.dial();
  }

  dial() {
    if (this.source) return;
    this.source = new EventSource(eventsPath(this.person));
    for (const kind of KINDS) {
      this.source.addEventListener(kind, (event) => this.tell(kind, JSON.parse(event.data)));
    }
    this.source.addEventListener("open", () => this.opened());
    this.source.addEventListener("error", () => this.failed());
  }

  opened() {
    this.isReady();
    this.tell("line", true);
    if (this.wasDown) this.tell("fresh", null);
    this.wasDown = false;
  }

  failed() {
    this.wasDown = true;
    this.tell("line", false);
    if (this.source?.readyState !== EventSource.CLOSED) return;
    this.source = null; // refused outright: the browser does not try again by itself
    clearTimeout(this.again);
    this.again = setTimeout(() => !this.over && !document.hidden && this.dial(), 2000);
  }

  hangUp() {
    this.wasDown = true;
    this.source?.close();
    this.source = null;
  }

  close() {
    this.over = true;
    clearTimeout(this.again);
    document.removeEventListener("visibilitychange", this.onVisibility);
    this.source?.close();
    this.source = null;
  }
}
