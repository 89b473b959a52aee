// Numbers to places and to words.

export function linear(from, to, start, end) {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}

/** Round values inside a range, about `count` of them. */
export function ticks(from, to, count) {
  const raw = (to - from) / Math.max(1, count);
  if (!(raw > 0) || !isFinite(raw)) return [from];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 2.5, 5, 10].find((m) => m * power >= raw) ?? 10);
  const found = [];
  for (let i = Math.ceil(from / step); i * step <= to + step * 1e-9; i++) found.push(i * step);
  // Two marks do not tell how far apart things are.
  return found.length < 3 && count < 20 ? ticks(from, to, count * 1.6) : found;
}

/** Times of the clock that are easily read, at most about `count`. */
export function timeTicks(from, to, count) {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400];
  const raw = (to - from) / count;
  const step = steps.find((s) => s >= raw) ?? Math.ceil(raw / 86400) * 86400;
  const found = [];
  for (let t = Math.ceil(from / step) * step; t <= to; t += step) found.push(t);
  return found;
}

/** A number with some digits, and more where a distance that matters would not show in them. */
export function number(value, digits = 4, distance = 0) {
  if (value === null || value === undefined || !isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const excess = distance > 0 ? Math.floor(Math.log10(size)) - Math.floor(Math.log10(distance)) : 0;
  const shown = Math.min(17, digits + Math.max(0, excess));
  const large = shown > digits ? 1e15 : 1e6;
  if (size >= large || size < 1e-4) return value.toExponential(shown > digits ? shown - 1 : 2);
  return String(+value.toPrecision(shown));
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const dayAndClock = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export function time(seconds, span = 0) {
  const date = new Date(seconds * 1000);
  return (span > 43200 ? dayAndClock : clock).format(date);
}

/** A time for people who look now: with its day, unless that is today. */
export function moment(seconds) {
  const date = new Date(seconds * 1000);
  return (date.toDateString() === new Date().toDateString() ? clock : dayAndClock).format(date);
}

/** The zone that all times on the page are in. */
export function zone() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const offset = new Intl.DateTimeFormat("en", { timeZoneName: "shortOffset" }).formatToParts(new Date()).find((p) => p.type === "timeZoneName").value;
  return timeZone === "UTC" || offset === "GMT" ? "UTC" : `${timeZone} (${offset.replace("GMT", "UTC")})`;
}

/** How long something lasted, for people. */
export function lasted(millis) {
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
