// Charts as SVG: each takes data and returns an element.
import { linear, ticks, timeTicks, number, time } from "./scales.js";

const LEFT = 58, RIGHT = 14, HEAD = 20;

/** Readings as odd as this in a channel are one in 150 of the ordinary ones: −ln p. */
const ODD = 5;

export function svg(name, attributes = {}, children = []) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  for (const child of children) node.append(child);
  return node;
}

const point = (x, y) => `${x.toFixed(1)},${y.toFixed(1)}`;
const line = (points) => (points.length ? "M" + points.map(([x, y]) => point(x, y)).join("L") : "");
const area = (upper, lower) => line([...upper, ...lower.slice().reverse()]) + (upper.length ? "Z" : "");

/** Horizontal place of time, shared by all charts of a sensor. */
export function timeScale(from, to, width) {
  return linear(from, to, LEFT, width - RIGHT);
}

/** A channel with its unit, unless its name has it already. */
export function named(channel, unit) {
  return unit && !channel.includes(unit) ? `${channel}, ${unit}` : channel;
}

/** What a value is followed by. */
export const behind = (unit) => (unit ? `${unit.startsWith("°") || unit === "%" ? "\u202f" : " "}${unit}` : "");

function frame(options, height, title, marks, y) {
  const { width, from, to, x, last } = options;
  const parts = [];
  // Far from zero marks differ beyond the digits there is room for: then from the first one on.
  const alike = new Set(marks.map((value) => number(value, 6))).size < marks.length;
  for (const value of marks) {
    const label = alike && value !== marks[0] ? "+" + number(value - marks[0], 6) : number(value, 6);
    parts.push(svg("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }));
    parts.push(svg("text", { x: LEFT - 8, y: y(value) + 4, "text-anchor": "end" }, [label]));
  }
  if (last) {
    for (const t of timeTicks(from, to, Math.max(2, Math.floor(width / 130)))) {
      parts.push(svg("text", { x: x(t), y: height - 3, "text-anchor": "middle" }, [time(t, to - from)]));
    }
  }
  parts.push(svg("text", { class: "heading", x: LEFT, y: 13 }, [title]));
  return parts;
}

function root(options, height, title, label, parts) {
  return svg("svg", {
    class: "chart", width: options.width, height, viewBox: `0 0 ${options.width} ${height}`,
    role: "img", tabindex: "0", "aria-label": label, "data-title": title,
  }, parts);
}

/** Spans in which something holds, from reading to reading. */
function spans(scores, holds, x) {
  const found = [];
  scores.forEach((s, i) => {
    if (!holds(s)) return;
    const start = x(i ? (scores[i - 1].time + s.time) / 2 : s.time) , end = x(i + 1 < scores.length ? (s.time + scores[i + 1].time) / 2 : s.time);
    const before = found[found.length - 1];
    if (before && before[1] >= start - 0.5) before[1] = end; else found.push([start, Math.max(end, start + 3)]);
  });
  return found;
}

/** The time since the last reading of a sensor that has fallen silent. */
function silence({ x, to, silentUntil }, scores, bottom) {
  if (!silentUntil || !scores.length) return [];
  const start = x(scores[scores.length - 1].time), end = x(Math.min(to, silentUntil));
  return end > start ? [svg("rect", { class: "silence", x: start, y: HEAD, width: end - start, height: bottom - HEAD })] : [];
}

/** Since when somebody knows more of the sensor, and what. */
function remarked({ from, to, x, width, remarks, first }, bottom) {
  const parts = [];
  for (const remark of remarks ?? []) {
    const at = remark.at / 1000;
    if (at < from || at > to) continue;
    parts.push(svg("line", { class: "remark", x1: x(at), x2: x(at), y1: HEAD, y2: bottom }));
    // Inside, where headings do not stand.
    const end = x(at) > width - 190;
    if (first) parts.push(svg("text", { class: "told", x: x(at) + (end ? -5 : 5), y: HEAD + 11, "text-anchor": end ? "end" : "start" }, [remark.text]));
  }
  return parts;
}

/** Readings of one channel, what was expected of them, and the fan after the last. */
export function channelChart(channel, scores, fan, options) {
  const height = options.last ? 172 : 150, bottom = height - (options.last ? 22 : 8);
  const { x } = options;
  const seen = scores.filter((s) => s.values[channel] !== undefined && s.values[channel] !== null);
  const all = seen.map((s) => s.values[channel]);
  const expected = scores.filter((s) => s.expected?.[channel] !== undefined && !s.warmup);
  for (const s of expected) all.push(s.expected[channel]);
  for (const p of fan) all.push(p.q05[channel], p.q95[channel]);
  let low = all.reduce((a, b) => Math.min(a, b), Infinity), high = all.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!isFinite(low)) [low, high] = [0, 1];
  const margin = (high - low) * 0.06 || Math.abs(high) * 0.05 || 1;
  low -= margin; high += margin;
  const y = linear(low, high, bottom, HEAD + 2);
  const clip = (value) => Math.max(HEAD - 2, Math.min(bottom, y(value)));
  const unit = options.units?.[channel];
  const parts = frame(options, height, named(channel, unit), ticks(low, high, 5), y);
  parts.push(...silence(options, scores, bottom));
  for (const [a, b] of spans(scores, (s) => s.isAnomaly, x)) {
    parts.push(svg("rect", { class: "stripe", x: a, y: HEAD, width: b - a, height: bottom - HEAD }));
  }
  const band = (sign) => expected.map((s) => [x(s.time), clip(s.expected[channel] + sign * 1.645 * s.std[channel])]);
  parts.push(svg("path", { class: "expected", d: area(band(1), band(-1)) }));
  parts.push(svg("path", { class: "mean", d: line(expected.map((s) => [x(s.time), y(s.expected[channel])])) }));
  const edge = (name) => fan.map((p) => [x(p.time), clip(p[name][channel])]);
  if (fan.length) {
    parts.push(svg("path", { class: "fan90", d: area(edge("q95"), edge("q05")) }));
    parts.push(svg("path", { class: "fan50", d: area(edge("q75"), edge("q25")) }));
    parts.push(svg("path", { class: "median", d: line(edge("q50")) }));
  }
  if (scores.length) {
    const now = x(scores[scores.length - 1].time);
    parts.push(svg("line", { class: "now", x1: now, x2: now, y1: HEAD, y2: bottom }));
  }
  parts.push(...remarked(options, bottom));
  const odd = (s) => s.isAnomaly && (s.contrib[channel] ?? Infinity) > ODD;
  for (const s of seen) if (!odd(s)) parts.push(svg("circle", { class: "reading", cx: x(s.time).toFixed(1), cy: y(s.values[channel]).toFixed(1), r: 2.4 }));
  for (const s of seen) if (odd(s)) parts.push(svg("circle", { class: "reading alarm", cx: x(s.time).toFixed(1), cy: y(s.values[channel]).toFixed(1), r: 3.6 }));
  const newest = seen[seen.length - 1];
  const label = `${channel}: ${seen.length} readings` + (newest ? `, the last ${number(newest.values[channel])}${behind(unit)}` : "") + (fan.length ? `; extrapolated to ${number(fan[fan.length - 1].q50[channel])}${behind(unit)}` : "");
  return root(options, height, channel, label, parts);
}

/** The anomaly score with its threshold, and the level brought to the same one. */
export function scoreChart(scores, options) {
  const height = 128, bottom = height - 22;
  const { x, width } = options;
  const threshold = scores.length ? scores[scores.length - 1].threshold : 1;
  const leveled = scores.filter((s) => s.level != null && s.levelThreshold > 0 && !s.warmup);
  const level = (s) => (s.level / s.levelThreshold) * threshold;
  const high = Math.max(threshold * 1.6, ...scores.map((s) => s.anomalyScore), ...leveled.map(level)) * 1.05;
  // By its root: one wild reading must not flatten all others.
  const place = linear(0, Math.sqrt(high), bottom, HEAD + 2);
  const y = (value) => place(Math.sqrt(Math.max(0, value)));
  const marks = [0, ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 20000].filter((v) => v < high)];
  const spaced = marks.filter((v, i) => i === 0 || y(v) < y(marks[0]) - 14).reduce((kept, v) => (kept.length < 2 || y(kept[kept.length - 1]) - y(v) > 15 ? [...kept, v] : kept), []);
  const parts = frame(options, height, "anomaly score", spaced, y);
  for (const [a, b] of spans(scores, (s) => s.warmup, x)) {
    parts.push(svg("rect", { class: "warmup", x: a, y: HEAD, width: b - a, height: bottom - HEAD }));
  }
  parts.push(...silence(options, scores, bottom));
  const top = scores.map((s) => [x(s.time), y(Math.max(threshold, s.isAnomaly ? s.anomalyScore : threshold))]);
  parts.push(svg("path", { class: "above", d: area(top, scores.map((s) => [x(s.time), y(threshold)])) }));
  parts.push(svg("path", { class: "level", d: line(leveled.map((s) => [x(s.time), y(level(s))])) }));
  parts.push(svg("path", { class: "score", d: line(scores.map((s) => [x(s.time), y(s.anomalyScore)])) }));
  parts.push(svg("line", { class: "threshold", x1: LEFT, x2: width - RIGHT, y1: y(threshold), y2: y(threshold) }));
  // Beside the heading, where no curve passes: at its line, scores near the threshold crossed it.
  parts.push(svg("text", { class: "limit", x: width - RIGHT, y: 13, "text-anchor": "end" }, [`threshold ${number(threshold, 3)}`]));
  const alarms = scores.filter((s) => s.isAnomaly).length;
  const unusual = leveled.filter((s) => s.isUnusualLevel).length;
  return root(options, height, "anomaly score", `Anomaly score: ${alarms} of ${scores.length} readings above the threshold; level: ${unusual}`, parts);
}
