// Messages nobody wrote: somebody joined, something was pinned.

const names = (people) => people.map((person) => person.first_name).join(", ");

const SAYINGS = {
  new_chat_members: (people, by) =>
    people.length === 1 && people[0].id === by?.id ? `${names(people)} joined the group` : `${names(people)} came into the group`,
  left_chat_member: (person, by) =>
    person.id === by?.id ? `${person.first_name} left the group` : `${person.first_name} was removed from the group`,
  new_chat_title: (title) => `The group is now called “${title}”`,
  group_chat_created: () => "The group was made",
  supergroup_chat_created: () => "The supergroup was made",
  pinned_message: (pinned, by) => `${by?.first_name ?? "Somebody"} pinned ${quoted(pinned)}`,
  migrate_to_chat_id: () => "This group became a supergroup",
  migrate_from_chat_id: () => "This group is now a supergroup",
  forum_topic_created: (topic) => `The topic “${topic.name}” was opened`,
  forum_topic_edited: (topic) => `The topic is now called “${topic.name ?? ""}”`,
  forum_topic_closed: () => "The topic was closed",
  forum_topic_reopened: () => "The topic was opened again",
};

/** The sentence for a service message, or null for a message somebody wrote. */
export function serviceWords(message) {
  for (const [field, say] of Object.entries(SAYINGS)) {
    if (message[field] !== undefined && message[field] !== null && message[field] !== false) {
      return say(message[field], message.from);
    }
  }
  return null;
}

/** A few words that stand for a message, in a quote, a list or the pinned bar. */
export function inShort(message, most = 90) {
  const words = (message.text ?? message.caption ?? "").replace(/\s+/gu, " ").trim();
  const letters = [...words];
  const cut = letters.length > most ? `${letters.slice(0, most).join("").replace(/[\s\p{P}]+$/u, "")}…` : words;
  if (message.photo) return cut ? `Picture: ${cut}` : "A picture";
  if (message.document) return cut ? `${message.document.file_name}: ${cut}` : (message.document.file_name ?? "A file");
  if (message.poll) return `Poll: ${message.poll.question}`;
  return cut || serviceWords(message) || "A message";
}

const quoted = (message) => (message.text || message.caption ? `“${inShort(message, 40)}”` : inShort(message).toLowerCase());
