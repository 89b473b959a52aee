// Episodes of anomalies: those that are open first, then the last that ended.
import { number, time } from "./scales.js";

const MOST_SHOWN = 12, MOST_KEPT = 400;
const $ = (id) => document.getElementById(id);
const known = new Map();

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

/** How long something lasted, for people. */
export function lasted(millis) {
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function row(episode, choose) {
  const line = document.createElement("tr");
  const open = episode.state !== "closed";
  line.className = open ? "open" : "over";
  const cell = (content) => {
    const one = document.createElement("td");
    one.append(content);
    line.append(one);
    return one;
  };
  const pill = document.createElement("span");
  pill.className = open ? "pill alarm" : "pill";
  pill.textContent = open ? "open" : episode.reason === "quiet" ? "over" : episode.reason;
  cell(pill);
  const button = document.createElement("button");
  button.type = "button";
  const name = document.createElement("bdi");
  name.textContent = episode.sensor;
  button.append(name);
  button.addEventListener("click", () => choose(episode.sensor));
  cell(button);
  cell(time(episode.start / 1000));
  cell(lasted(episode.durationMs));
  const worst = document.createElement("bdi");
  worst.textContent = episode.worstChannel ?? "–";
  cell(worst);
  cell(`${number(episode.severity, 2)} ×`).title = "highest score as a multiple of its threshold";
  return line;
}

let drawn = "";

/** Draws the table, when there is something new in it. */
export function drawEpisodes(choose) {
  const all = [...known.values()].sort((a, b) => b.start - a.start);
  const open = all.filter((e) => e.state !== "closed");
  const shown = [...open, ...all.filter((e) => e.state === "closed")].slice(0, Math.max(MOST_SHOWN, Math.min(open.length, 50)));
  $("open").textContent = open.length;
  $("open").className = open.length ? "pill alarm" : "pill well";
  const now = shown.map((e) => `${e.id} ${e.revision}`).join();
  if (now === drawn) return;
  drawn = now;
  $("calm").hidden = shown.length > 0;
  $("episode-table").hidden = shown.length === 0;
  const focused = document.activeElement?.closest?.("#episode-table") ? document.activeElement.textContent : null;
  $("episode-table").tBodies[0].replaceChildren(...shown.map((e) => row(e, choose)));
  if (focused) [...$("episode-table").querySelectorAll("button")].find((b) => b.textContent === focused)?.focus({ preventScroll: true });
}
