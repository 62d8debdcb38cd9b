// The page's address says who is on which phone, so that a reload or a link shows the same again.

const number = (values, name) => {
  const value = Number(values.get(name));
  return Number.isSafeInteger(value) && value !== 0 ? value : null;
};

/** [{person, chat, thread, payload}] for the phones asked for; at least one, perhaps without a person. */
export function readAddress() {
  const values = new URLSearchParams(location.search);
  const first = {
    person: number(values, "as"),
    chat: number(values, "chat"),
    thread: number(values, "thread"),
    payload: values.get("start"),
  };
  if (!values.has("and")) return [first];
  return [first, { person: number(values, "and"), chat: number(values, "andchat"), thread: number(values, "andthread") }];
}

export function writeAddress(phones) {
  const values = new URLSearchParams();
  const names = [["as", "chat", "thread"], ["and", "andchat", "andthread"]];
  phones.forEach((phone, index) => {
    const [as, chat, thread] = names[index];
    if (phone.person || index === 1) values.set(as, phone.person ?? "");
    if (phone.chat) values.set(chat, phone.chat);
    if (phone.thread) values.set(thread, phone.thread);
  });
  history.replaceState(null, "", values.size ? `?${values}` : location.pathname);
}
