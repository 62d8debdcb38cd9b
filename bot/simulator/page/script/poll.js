import { el, freshId, unseen } from "./dom.js";
import { icon } from "./icons.js";

/**
 * A native poll. `chosen` is the list of this person's options, or null when they have not voted;
 * `vote(options)` sends a vote, an empty list takes it back.
 */
export function pollCard(poll, chosen, vote) {
  const title = freshId("poll");
  const voted = chosen !== null || poll.is_closed;
  const body = voted ? results(poll, chosen ?? []) : choices(poll, vote);
  return el(
    "div",
    { class: "poll", role: "group", "aria-labelledby": title },
    el("p", { class: "poll-question", id: title, dir: "auto" }, poll.question),
    el("p", { class: "poll-kind" }, kind(poll)),
    body,
    el("p", { class: "poll-total" }, voters(poll.total_voter_count)),
    chosen !== null && !poll.is_closed && poll.allows_revoting !== false && el("button", { type: "button", class: "in-text", onclick: () => vote([]) }, "Take my vote back"),
  );
}

function kind(poll) {
  if (poll.is_closed) return "Final results";
  const who = poll.is_anonymous ? "Anonymous poll" : "Poll, names are seen";
  return poll.allows_multiple_answers ? `${who}, choose several` : who;
}

const voters = (count) => ["No votes yet", "1 person voted"][count] ?? `${count} people voted`;

function choices(poll, vote) {
  if (!poll.allows_multiple_answers) {
    const button = (option, index) =>
      el("button", { type: "button", class: "poll-option", dir: "auto", onclick: () => vote([index]) }, option.text);
    return el("div", { class: "poll-options" }, ...poll.options.map(button));
  }
  const boxes = poll.options.map((option) => {
    const box = el("input", { type: "checkbox" });
    return { box, row: el("label", { class: "poll-option" }, box, el("span", { dir: "auto" }, option.text)) };
  });
  const send = () => {
    const ticked = boxes.flatMap(({ box }, index) => (box.checked ? [index] : []));
    if (ticked.length) vote(ticked);
  };
  return el(
    "div",
    { class: "poll-options" },
    ...boxes.map(({ row }) => row),
    el("button", { type: "button", class: "poll-send", onclick: send }, "Vote"),
  );
}

function results(poll, chosen) {
  return el("ul", { class: "poll-results" }, ...poll.options.map((option, index) => result(poll, option, chosen.includes(index))));
}

function result(poll, option, mine) {
  const share = poll.total_voter_count ? Math.round((100 * option.voter_count) / poll.total_voter_count) : 0;
  return el(
    "li",
    { class: mine ? "poll-result mine" : "poll-result" },
    el("span", { class: "poll-share" }, `${share}%`),
    el("span", { class: "poll-text", dir: "auto" }, option.text),
    mine && el("span", { class: "poll-mine" }, icon("tick"), unseen("your vote")),
    el("progress", { max: "100", value: String(share), "aria-label": `${option.text}: ${share} percent` }),
  );
}
