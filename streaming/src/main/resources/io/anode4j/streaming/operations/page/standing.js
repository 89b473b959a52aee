// How it stands with a sensor, by what was heard of it.
import { lasted, moment } from "./scales.js";

/** Events after which a sensor is no more. */
export const ENDED = ["expired", "forgotten"];

/** Whether a result says that a sensor is out of the ordinary. */
export function striking(kind, result) {
  return (kind === "score" && result.isAnomaly) || (kind === "event" && result.event === "silent");
}

/** Its kind, which gives the colour, and words. */
export function state(one) {
  if (ENDED.includes(one.event?.event)) return ["warm", one.event.event];
  if (one.event?.event === "silent") return ["silent", "silent"];
  if (!one.last) return ["warm", "waiting"];
  if (one.last.warmup) return ["warm", "warming up"];
  if (one.last.isAnomaly) return ["alarm", "anomaly"];
  return one.last.isUnusualLevel ? ["warm", "unusual level"] : ["well", "normal"];
}

/** When the sensor was heard of last, and whether more is to come. */
export function ended(one) {
  const at = moment(one.last.time), ago = Date.now() - one.last.ts;
  const age = ago > 1500 && ago < 1e11 ? `, ${lasted(ago)} ago` : "";
  if (ENDED.includes(one.event?.event)) return `ended at ${at} (${one.event.event})`;
  return one.event?.event === "silent" ? `silent since ${at}${age}` : `last reading ${at}${age}`;
}
