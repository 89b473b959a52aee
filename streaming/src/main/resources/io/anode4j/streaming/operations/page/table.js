// The latest readings as a table.
import { named } from "./charts.js";
import { number, time } from "./scales.js";

const MOST_ROWS = 15;

/** Fills a table; channels and units are those of the sensor. */
export function drawTable(table, one, channels, units) {
  if (!table.closest("details").open) return;
  const cells = (row, values, name) => {
    for (const value of values) {
      const cell = document.createElement(name);
      cell.textContent = value;
      row.append(cell);
    }
    return row;
  };
  const head = cells(document.createElement("tr"), ["time", ...channels.map((c) => named(c, units[c])), "score", "p"], "th");
  table.tHead.replaceChildren(head);
  table.tBodies[0].replaceChildren(...one.scores.slice(-MOST_ROWS).reverse().map((s) => {
    const row = document.createElement("tr");
    if (s.isAnomaly) row.className = "alarm";
    return cells(row, [time(s.time), ...channels.map((c) => number(s.values[c], 4, s.std?.[c])), number(s.anomalyScore, 3) + (s.isAnomaly ? " !" : ""), number(s.pValue, 2)], "td");
  }));
}
