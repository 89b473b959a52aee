// Episodes of anomalies: those that are open first, then the last that ended.
import { lasted, moment, number } from "./scales.js";

const MOST_SHOWN = 12, MOST_KEPT = 400;
const $ = (id) => document.getElementById(id);
const known = new Map();

/** What was above its threshold, in words. */
const KINDS = { prediction: "unexpected", level: "unusual level", "prediction,level": "unexpected, unusual level" };

/** Takes in an episode as its topic has it. An older state than the one that is known says nothing. */
export function takeEpisode(episode) {
  const before = known.get(episode.id);
  if (before && before.revision >= episode.revision) return;
  known.delete(episode.id);
  known.set(episode.id, episode);
  if (known.size > MOST_KEPT) {
    const oldest = [...known.values()].find((e) => e.state === "closed") ?? known.values().next().value;
    known.delete(oldest.id);
  }
}

/** Sensors with an episode that is open. */
export function troubled() {
  return new Set([...known.values()].filter((e) => e.state !== "closed").map((e) => e.sensor));
}

/** How long it lasts: what is open has gone on since it was told, as far as readings came. */
function duration(episode, lastReading) {
  if (episode.state === "closed") return lasted(episode.durationMs);
  return `${lasted(Math.max(episode.durationMs, (lastReading(episode.sensor) ?? 0) - episode.start))} so far`;
}

function row(episode, choose, lastReading) {
  const line = document.createElement("tr");
  const open = episode.state !== "closed";
  line.className = open ? "open" : "over";
  const cell = (content, name = "") => {
    const one = document.createElement("td");
    one.className = name;
    one.append(content);
    line.append(one);
    return one;
  };
  const pill = document.createElement("span");
  pill.className = open ? "pill alarm" : "pill";
  pill.textContent = open ? "open" : episode.reason === "quiet" ? "over" : episode.reason;
  cell(pill, "standing");
  const button = document.createElement("button");
  button.type = "button";
  const name = document.createElement("bdi");
  name.textContent = episode.sensor;
  button.append(name);
  button.addEventListener("click", () => choose(episode.sensor));
  cell(button, "who");
  cell(moment(episode.start / 1000), "when");
  cell(duration(episode, lastReading), "lasted");
  const worst = document.createElement("bdi");
  worst.textContent = episode.worstChannel ?? "–";
  const what = cell(worst, "what");
  const odd = KINDS[(episode.statistics ?? []).join()];
  if (odd) {
    const kind = document.createElement("span");
    kind.className = "quiet";
    kind.textContent = ` ${odd}`;
    what.append(kind);
  }
  cell(`${number(episode.severity, 2)} ×`, "how").title = "highest score as a multiple of its threshold";
  return line;
}

// --- What others know of sensors ------------------------------------------------------------------

const MOST_REMARKS = 100, LATEST = 4;
let remarks = [];

/** Takes in what somebody knows of a sensor, such as a fault that was planted. */
export function takeRemark(remark) {
  if (remarks.some((r) => r.sensor === remark.sensor && r.at === remark.at)) return;
  remarks.push(remark);
  remarks.sort((a, b) => a.at - b.at);
  remarks = remarks.slice(-MOST_REMARKS);
}

export function remarksOn(sensor) {
  return remarks.filter((r) => r.sensor === sensor);
}

function drawRemarks() {
  const all = remarks.filter((r) => r.at <= Date.now()).slice(-LATEST).reverse();
  $("remarks").hidden = all.length === 0;
  const text = all.map((r) => `${moment(r.at / 1000)} ${r.sensor} ${r.text}`).join(" · ");
  if ($("remarks").textContent !== text) $("remarks").textContent = text;
}

let drawn = "";

/** Draws the table, when there is something new in it; `lastReading` knows the time of a sensor's last one. */
export function drawEpisodes(choose, lastReading) {
  drawRemarks();
  const all = [...known.values()].sort((a, b) => b.start - a.start);
  const open = all.filter((e) => e.state !== "closed");
  const shown = [...open, ...all.filter((e) => e.state === "closed")].slice(0, Math.max(MOST_SHOWN, Math.min(open.length, 50)));
  $("open").textContent = open.length;
  $("open").className = open.length ? "pill alarm" : "pill well";
  const now = shown.map((e) => `${e.id} ${e.revision} ${duration(e, lastReading)}`).join();
  if (now === drawn) return;
  drawn = now;
  $("calm").hidden = shown.length > 0;
  $("episode-table").hidden = shown.length === 0;
  const focused = document.activeElement?.closest?.("#episode-table") ? document.activeElement.textContent : null;
  $("episode-table").tBodies[0].replaceChildren(...shown.map((e) => row(e, choose, lastReading)));
  if (focused) [...$("episode-table").querySelectorAll("button")].find((b) => b.textContent === focused)?.focus({ preventScroll: true });
}
