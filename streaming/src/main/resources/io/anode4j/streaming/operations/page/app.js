// The live page: keeps what the stream says, and draws it.
import { behind, channelChart, scoreChart, timeScale, svg } from "./charts.js";
import { drawEpisodes, remarksOn, takeEpisode, takeRemark, troubled } from "./episodes.js";
import { number, time, zone } from "./scales.js";
import { ENDED, ended, state, striking } from "./standing.js";
import { drawTable } from "./table.js";

const MOST_LISTED = 500, MOST = 240, MOST_CHOSEN = 4000, SPAN_READINGS = 110;
const $ = (id) => document.getElementById(id);
const sensors = new Map();
let total = 0, counted = {}, model = null, chosen = null, fan = [], fanFor = null, paused = false, cursor = null, heard = [], drawing = false;

/** A score as charts want it: time in seconds. */
function score(result) {
  return { ...result, time: result.ts / 1000, values: result.values ?? {}, expected: result.expected ?? {}, std: result.std ?? {}, contrib: result.contrib ?? {} };
}

function sensor(id) {
  if (!sensors.has(id)) sensors.set(id, { id, scores: [], last: null, event: null, forecast: null, whole: false });
  return sensors.get(id);
}

// --- What comes in --------------------------------------------------------------------------------

async function json(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok && answer.status !== 503) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

function take({ kind, sensor: id, result }) {
  if (!id) return;
  if (kind === "anomaly") { takeEpisode(result); soon(); return; }
  if (kind === "remark") { takeRemark(result); soon(); return; }
  heard.push(performance.now());
  if (!sensors.has(id)) {
    total = Math.max(total, sensors.size + 1);
    // The search finds it; what is out of the ordinary takes the place of what is not.
    if (sensors.size >= MOST_LISTED && id !== chosen && !(striking(kind, result) && makeRoom())) return;
  }
  const one = sensor(id);
  if (kind === "score" && result.late) return;
  if (kind === "score") {
    const next = score(result);
    const last = one.scores[one.scores.length - 1];
    if (last && next.n !== undefined && next.n === last.n) return;
    one.last = next;
    one.event = null;
    one.scores.push(next);
    if (one.scores.length > (id === chosen ? MOST_CHOSEN : MOST)) one.scores.splice(0, one.scores.length - (id === chosen ? MOST_CHOSEN : MOST));
    if (id === chosen) askFan();
  } else if (kind === "event") {
    one.event = result;
    if (ENDED.includes(result.event) && id !== chosen) sensors.delete(id);
    if (ENDED.includes(result.event)) total = Math.max(sensors.size, total - 1);
  } else if (kind === "forecast") {
    one.forecast = result;
  }
  soon();
}

function listen() {
  const events = new EventSource("events");
  events.onmessage = (message) => { if (!paused) take(JSON.parse(message.data)); };
  events.onopen = () => { load().catch(() => {}); };
  events.onerror = () => show($("health"), "connection lost", "alarm");
}

async function load() {
  model = await json("model");
  $("model").textContent = `${model.source} · ${model.id.slice(0, 8)}`;
  $("model").title = `generation ${model.generation}, in service since ${model.since}`;
  const { open, closed, remarks } = await json("anomalies?limit=100");
  [...closed, ...open].forEach(takeEpisode);
  (remarks ?? []).forEach(takeRemark);
  await list("");
  if (!chosen) choose(decodeURIComponent(location.hash.slice(1)) || mostStriking());
  else await recall(chosen);
  soon();
}

/** Drops a sensor about which there is nothing to say; false when there is none. */
function makeRoom() {
  for (const one of sensors.values()) {
    if (one.id !== chosen && one.last && !one.last.isAnomaly && one.event?.event !== "silent") return sensors.delete(one.id);
  }
  return false;
}

async function list(search) {
  const found = await json(`sensors?limit=${MOST_LISTED}&search=${encodeURIComponent(search)}`);
  total = Math.max(found.total, 0);
  counted = found.counts;
  for (const { sensor: id, last, event } of found.sensors) {
    const one = sensor(id);
    if (last && !one.last) one.last = score(last);
    one.event = event;
  }
}

/** With nothing chosen, what stands out most is looked at first. */
function mostStriking() {
  const [first] = troubled();
  if (first) return first;
  const all = [...sensors.values()].filter((s) => s.last);
  all.sort((a, b) => b.last.anomalyScore - a.last.anomalyScore || (a.id < b.id ? -1 : 1));
  return all[0]?.id ?? null;
}

async function recall(id) {
  try {
    const recent = await json(`sensors/${encodeURIComponent(id)}/recent`);
    const one = sensor(id);
    one.scores = recent.scores.map(score);
    one.last = one.scores[one.scores.length - 1] ?? one.last;
    one.forecast = recent.forecast;
    $("unknown").hidden = true;
  } catch { // not known here, or not yet: its readings may come
    if (id === chosen && !sensors.get(id)?.last) {
      $("unknown").textContent = `There is no sensor “${id}” here. It appears with its first reading; the list has those that are known.`;
      $("unknown").hidden = false;
    }
  }
  askFan();
  soon();
}

let asking = false, again = false;
async function askFan() {
  if (asking) { again = true; return; }
  asking = true;
  const id = chosen;
  try {
    const answer = await json(`sensors/${encodeURIComponent(id)}/forecast?steps=60`);
    if (id === chosen && answer.points) { fan = answer.points.map((p) => ({ ...p, time: p.ts / 1000 })); fanFor = id; }
  } catch { /* its owner is busy or elsewhere: the last fan stays */ }
  await new Promise((done) => setTimeout(done, 500));
  asking = false;
  soon();
  if (again) { again = false; askFan(); }
}

async function watchHealth() {
  try {
    const health = await json("health/ready");
    const worst = health.checks.find((c) => c.status !== "up");
    show($("health"), health.status === "up" ? (worst ? "degraded" : "ready") : "not ready", health.status !== "up" ? "alarm" : worst ? "warm" : "well");
    $("health").title = health.checks.map((c) => `${c.name}: ${c.reason}`).join("\n");
    const now = await json("model");
    if (model && now.generation !== model.generation) await load();
    if (total > sensors.size) ({ total, counts: counted } = await json("sensors?limit=1"));
  } catch { show($("health"), "connection lost", "alarm"); }
}

// --- What is shown --------------------------------------------------------------------------------

function show(node, text, kind) {
  node.textContent = text;
  node.className = `pill ${kind}`;
}

/** The channels of a sensor: several kinds of sensors can have models of their own. */
function channels(one) {
  const own = Object.keys(one.last?.expected ?? {});
  return own.length ? own : model.channels;
}

/** The units of a sensor's channels, by the model that scored its last reading. */
function units(one) {
  const hash = one.last?.model?.split("sha256:")[1];
  const all = [model, ...Object.values(model.types ?? {})];
  return (all.find((m) => hash && m.id.startsWith(hash)) ?? model).units ?? {};
}

function choose(id) {
  if (!id) return;
  chosen = id;
  $("unknown").hidden = true;
  fan = [];
  cursor = null;
  history.replaceState(null, "", "#" + encodeURIComponent(id));
  recall(id);
}

function soon() {
  if (drawing) return;
  drawing = true;
  setTimeout(() => requestAnimationFrame(() => { drawing = false; draw(); }), 150);
}

const RANK = { alarm: 0, silent: 1, warm: 2, well: 3 };
const rows = new Map();
function standing(one, trouble) {
  const [kind, words] = state(one);
  return trouble.has(one.id) && kind !== "alarm" && kind !== "silent" ? ["alarm", "in an episode"] : [kind, words];
}

function newRow(id) {
  const row = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  for (const part of ["dot", "name", "state"]) {
    const span = document.createElement(part === "name" ? "bdi" : "span");
    span.className = part;
    button.append(span);
  }
  button.children[1].textContent = id;
  button.addEventListener("click", () => choose(id));
  row.append(button);
  rows.set(id, row);
  return row;
}

/** By state, the worst first, then by name; what is pointed at or focused does not move away. */
let order = "";
function drawList() {
  const wanted = $("filter").value.toLowerCase();
  const trouble = troubled();
  const all = [...sensors.values()].filter((s) => s.last || s.event).map((one) => ({ one, at: standing(one, trouble) }));
  all.sort((a, b) => RANK[a.at[0]] - RANK[b.at[0]] || (a.one.id < b.one.id ? -1 : 1));
  const counts = {};
  let found = 0;
  for (const { one: { id }, at: [kind, words] } of all) {
    const row = rows.get(id) ?? newRow(id);
    counts[words] = (counts[words] ?? 0) + 1;
    row.className = kind;
    row.hidden = !id.toLowerCase().includes(wanted);
    found += row.hidden ? 0 : 1;
    const button = row.firstChild;
    if (button.children[2].textContent !== words) button.children[2].textContent = words;
    button.setAttribute("aria-current", String(id === chosen));
  }
  const now = all.map((s) => s.one.id).join("\n");
  const held = $("sensors").matches(":hover, :focus-within") && $("sensors").children.length === all.length;
  if (now !== order && !held) {
    order = now;
    $("sensors").replaceChildren(...all.map((s) => rows.get(s.one.id)));
  }
  $("count").textContent = total > all.length ? `${all.length} of ${total.toLocaleString("en")}` : all.length;
  const said = total > all.length ? counted : counts;
  $("states").textContent = (total > all.length ? "of all: " : "") + Object.entries(said).map(([words, n]) => `${n.toLocaleString("en")} ${words}`).join(" · ");
  $("none").hidden = found > 0;
  $("none").textContent = all.length ? `No sensor has “${$("filter").value}” in its name.` : "No readings yet. Sensors appear with their first reading.";
}

let searching = 0;
function search() {
  drawList();
  clearTimeout(searching);
  if (total > sensors.size) searching = setTimeout(() => list($("filter").value).then(soon).catch(() => {}), 250);
}

function draw() {
  drawEpisodes(choose, (id) => sensors.get(id)?.last?.ts);
  drawList();
  const recent = performance.now() - 5000;
  heard = heard.filter((t) => t > recent);
  $("rate").textContent = (heard.length / 5).toFixed(1);
  const one = chosen && sensors.get(chosen);
  $("sensor").hidden = !one?.last;
  if (!one?.last || !model) return;
  $("unknown").hidden = true;
  const [kind, words] = state(one);
  $("name").textContent = one.id;
  show($("status"), words, kind === "silent" ? "alarm" : kind);
  $("summary").textContent = `${ended(one)} · ${one.last.n ?? one.scores.length} readings seen, ${one.scores.length} kept`;
  drawCharts(one);
  drawTable($("table"), one, channels(one), units(one));
}

/** The readings of the range that was chosen: the latest ones, a time up to the last, or all that is kept. */
function inRange(scores) {
  const range = $("range").value;
  if (range === "latest") return scores.slice(-SPAN_READINGS);
  const from = range === "kept" || !scores.length ? -Infinity : scores[scores.length - 1].time - Number(range);
  return scores.filter((s) => s.time >= from);
}

function drawCharts(one) {
  const scores = inRange(one.scores);
  if (!scores.length) return;
  const points = fanFor === one.id ? fan : [];
  const last = scores[scores.length - 1].time;
  const horizon = points.length ? points[points.length - 1].time - last : model.horizon;
  const from = scores[0].time, past = last - from;
  // What was seen has at least half of the width.
  const to = last + (past > 0 ? Math.max(Math.min(horizon, past), past * 0.1) : horizon || 60);
  const width = Math.max(280, $("charts").clientWidth);
  const silentUntil = one.event?.event === "silent" ? Date.now() / 1000 : 0;
  const options = { width, from, to, x: timeScale(from, to, width), units: units(one), remarks: remarksOn(one.id), silentUntil };
  const focused = document.activeElement?.dataset?.title;
  const ahead = points.filter((p) => p.time <= to + 1e-6);
  const charts = channels(one).map((channel, i) => channelChart(channel, scores, ahead, { ...options, first: i === 0 }));
  charts.push(scoreChart(scores, { ...options, last: true }));
  $("charts").replaceChildren(...charts);
  charts.forEach((chart) => wire(chart, scores, options));
  if (focused) charts.find((c) => c.dataset.title === focused)?.focus({ preventScroll: true });
  if (cursor !== null) mark(scores, options);
}

function wire(chart, scores, options) {
  chart.addEventListener("pointermove", (event) => {
    const x = event.offsetX * (options.width / chart.clientWidth || 1);
    const nearest = scores.reduce((a, b) => (Math.abs(options.x(b.time) - x) < Math.abs(options.x(a.time) - x) ? b : a));
    cursor = nearest.time;
    mark(scores, options);
  });
  chart.addEventListener("pointerleave", () => { cursor = null; mark(scores, options); });
  chart.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = scores.findIndex((s) => s.time === cursor);
    cursor = scores[Math.max(0, Math.min(scores.length - 1, at < 0 ? scores.length - 1 : at + by))].time;
    mark(scores, options);
  });
}

function mark(scores, options) {
  document.querySelectorAll(".cursor").forEach((line) => line.remove());
  const one = scores.find((s) => s.time === cursor);
  if (!one) return;
  const x = options.x(one.time);
  document.querySelectorAll(".chart").forEach((chart) => chart.append(svg("line", { class: "cursor", x1: x, x2: x, y1: 20, y2: chart.getAttribute("height") - 22 })));
  const unit = units({ last: one });
  const values = channels({ last: one }).filter((c) => one.values[c] != null).map((c) => `${c} ${number(one.values[c], 4, one.std?.[c])}${behind(unit[c])} (expected ${number(one.expected[c], 4, one.std?.[c])} ± ${number(one.std[c], 2)})`);
  $("readout").textContent = `${time(one.time)} · ${values.join(" · ") || "nothing observed"} · score ${number(one.anomalyScore, 3)}${one.isAnomaly ? ", anomaly" : ""}${one.isUnusualLevel ? ", unusual level" : ""}`;
}

$("filter").addEventListener("input", search);
$("range").addEventListener("change", () => { cursor = null; draw(); });
document.querySelector("details").addEventListener("toggle", soon);
$("pause").addEventListener("click", () => {
  paused = !paused;
  $("pause").setAttribute("aria-pressed", String(paused));
  $("pause").textContent = paused ? "Go on" : "Pause";
  if (!paused) load();
});
addEventListener("resize", soon);
setInterval(watchHealth, 4000);
setInterval(() => { if (!paused) soon(); }, 1000);
$("zone").textContent = zone();
watchHealth();
listen();
