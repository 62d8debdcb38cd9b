import { el } from "./dom.js";

const READING = 60; // milliseconds a letter, for a slow reader
const LEAST = 4000;

/** A place for short words that go away by themselves, later while the pointer rests on them. */
export function toaster() {
  const place = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
  const say = (words) => {
    const toast = el("p", { class: "toast", dir: "auto" }, words);
    place.replaceChildren(toast);
    const leave = () => (toast.matches(":hover") ? setTimeout(leave, 1000) : toast.remove());
    setTimeout(leave, Math.max(LEAST, words.length * READING));
  };
  return { place, say };
}

/** An error of the page itself, told at once to everybody. */
export function complain(error) {
  const place = document.getElementById("page-alerts");
  const line = el("p", { class: "page-alert" }, error.message);
  place.replaceChildren(line);
  setTimeout(() => line.remove(), 8000);
}

/** Run something a person asked for; when it fails, say so. Answers undefined then. */
export async function tried(action) {
  try {
    return await action();
  } catch (error) {
    complain(error);
    return undefined;
  }
}
