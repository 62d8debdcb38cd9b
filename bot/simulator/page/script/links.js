// Only addresses of these kinds become links; anything else stays words.
const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address, made whole, or null when it must not be a link. */
export function safeAddress(text) {
  const trimmed = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:/iu.test(trimmed) ? trimmed : `https://${trimmed}`;
  try {
    const address = new URL(whole);
    return SAFE.has(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

/** {payload} when the address opens this bot's private chat, as t.me/BOT?start=… does; otherwise null. */
export function deepLink(text, username) {
  let address;
  try {
    address = new URL(/^[a-z]+:/iu.test(text.trim()) ? text.trim() : `https://${text.trim()}`);
  } catch {
    return null;
  }
  const asked = address.protocol === "tg:" ? address.searchParams.get("domain") : webName(address);
  if (asked?.toLowerCase() !== username.toLowerCase()) return null;
  return { payload: address.searchParams.get("start") ?? "" };
}

function webName(address) {
  return HOSTS.has(address.hostname) ? address.pathname.split("/")[1] : null;
}
