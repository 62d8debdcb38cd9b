const hours = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
const shortDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const longDay = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const longDayAndYear = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const whole = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });

const DAY = 86_400_000;
const date = (unix) => new Date(unix * 1000);
const dayNumber = (moment) => Math.round(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / DAY);

export const clockTime = (unix) => hours.format(date(unix));
export const sameDay = (one, other) => dayNumber(date(one)) === dayNumber(date(other));
export const wholeTime = (moment) => whole.format(moment);
export const barTime = (moment) => `${weekday.format(moment)} ${shortDay.format(moment)}, ${hours.format(moment)}`;

/** "Today", "Yesterday", "Monday 3 November", and the year when it is another. */
export function dayName(unix, now) {
  const moment = date(unix);
  const ago = dayNumber(now) - dayNumber(moment);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  return (moment.getFullYear() === now.getFullYear() ? longDay : longDayAndYear).format(moment);
}

/** As short as a list of chats has room for. */
export function shortTime(unix, now) {
  const moment = date(unix);
  const ago = dayNumber(now) - dayNumber(moment);
  if (ago === 0) return hours.format(moment);
  return ago > 0 && ago < 7 ? weekday.format(moment) : shortDay.format(moment);
}

/** What <input type="datetime-local"> wants: local, without a zone. */
export function localInput(moment) {
  const pad = (value) => String(value).padStart(2, "0");
  const day = `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
  return `${day}T${pad(moment.getHours())}:${pad(moment.getMinutes())}`;
}
