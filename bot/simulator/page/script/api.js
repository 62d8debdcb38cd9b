// The user side of the simulator: what a Telegram app would do for its owner.

export class SimulatorError extends Error {}

async function unpack(response) {
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw new SimulatorError(body.error ?? `The simulator answered ${response.status}.`);
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new SimulatorError("The simulator does not answer. Is it still running?");
  }
  return unpack(response);
}

function query(path, values) {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

const get = (path, values = {}) => ask(query(path, values), {});

const post = (path, body) =>
  ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Heard-Simulator": "1" },
    body: JSON.stringify(body),
  });

export const cast = () => get("/sim/cast");
export const chats = (as) => get("/sim/chats", { as });
export const messages = (as, chat, thread) => get("/sim/messages", { as, chat, thread });
/** The newest message of an open chat was seen: it counts as read. */
export const read = (as, chat) => get("/sim/messages", { as, chat, limit: 1 });
export const commands = (as, chat) => get("/sim/commands", { as, chat });
export const eventsPath = (as) => query("/sim/events", { as });
export const filePath = (fileId) => `/sim/file/${encodeURIComponent(fileId)}`;

export const send = (as, chat, text, { thread, replyTo }) =>
  post("/sim/send", { as, chat, text, ...(thread ? { thread } : {}), ...(replyTo ? { reply_to: replyTo } : {}) });
export const start = (as, payload) => post("/sim/start", { as, ...(payload ? { payload } : {}) });
export const tap = (as, chat, message, data) => post("/sim/tap", { as, chat, message, data });
export const vote = (as, poll, options) => post("/sim/vote", { as, poll, options });
export const react = (as, chat, message, emoji) => post("/sim/react", { as, chat, message, emoji });
export const erase = (as, chat, ids) => post("/sim/delete", { as, chat, messages: ids });
export const block = (as) => post("/sim/block", { as });
export const unblock = (as) => post("/sim/unblock", { as });
export const migrate = (chat) => post("/sim/migrate", { chat });
export const clock = (change) => post("/sim/clock", change);
export const faults = (change) => post("/sim/faults", change);
export const process = (what) => post("/sim/process", { do: what });
export const crowd = () => post("/sim/crowd", { do: "answer" });

export function upload({ as, chat, thread, kind, caption, file }) {
  const form = new FormData();
  form.set("as", as);
  form.set("chat", chat);
  if (thread) form.set("thread", thread);
  form.set("kind", kind);
  form.set("caption", caption);
  form.set("file", file);
  return ask("/sim/upload", { method: "POST", headers: { "X-Heard-Simulator": "1" }, body: form });
}
