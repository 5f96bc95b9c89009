// A small drawn map for a place: the same place always looks the same, and nothing is fetched.
import { svg } from "./dom.js";

const WIDTH = 320;
const HEIGHT = 160;

function generator(latitude, longitude) {
  let seed = Math.abs(Math.round((latitude * 7919 + longitude * 104729) * 1000)) >>> 0;
  return () => {
    seed = (seed + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function curve(next, y) {
  const points = [0, 1, 2, 3, 4].map((step) => [step * (WIDTH / 4), y + (next() - 0.5) * 46]);
  const [first, ...rest] = points;
  return `M${first} ` + rest.map(([x, at], index) => {
    const [before, height] = points[index];
    const middle = (before + x) / 2;
    return `C${middle},${height} ${middle},${at} ${x},${at}`;
  }).join(" ");
}

function streets(next) {
  const tilt = next() * 40 - 20;
  const lines = [];
  for (let x = -60; x < WIDTH + 60; x += 26 + next() * 30) lines.push(`M${x},-20L${x + tilt},${HEIGHT + 20}`);
  for (let y = 0; y < HEIGHT + 40; y += 24 + next() * 22) lines.push(`M-10,${y}L${WIDTH + 10},${y - tilt * 0.8}`);
  return lines.join("");
}

/** The drawing with a pin in its middle. */
export function mapTile(latitude, longitude) {
  const next = generator(latitude, longitude);
  const shore = next() < 0.5 ? HEIGHT * (0.1 + next() * 0.14) : HEIGHT * (0.8 + next() * 0.12);
  const edge = shore < HEIGHT / 2 ? -30 : HEIGHT + 30;
  const water = `${curve(next, shore)} L${WIDTH},${edge} L0,${edge} Z`;
  const park = { cx: 40 + next() * 240, cy: 40 + next() * 80, rx: 26 + next() * 30, ry: 16 + next() * 18 };
  const pin = "M160 40a24 24 0 0 0-24 24c0 17 24 40 24 40s24-23 24-40a24 24 0 0 0-24-24z";
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Map of ${latitude}, ${longitude}` },
    svg("rect", { width: WIDTH, height: HEIGHT, fill: "#f1ece4" }),
    svg("ellipse", { ...park, fill: "#cfe6c4" }),
    svg("path", { d: streets(next), stroke: "#fff", "stroke-width": 4.5, fill: "none" }),
    svg("path", { d: curve(next, HEIGHT * 0.55), stroke: "#f9d98b", "stroke-width": 7, fill: "none" }),
    svg("path", { d: water, fill: "#a9d3ee" }),
    svg("ellipse", { cx: 160, cy: 105, rx: 9, ry: 3, fill: "#00000033" }),
    svg("path", { d: pin, fill: "#e8527a", stroke: "#fff", "stroke-width": 2.5 }),
    svg("circle", { cx: 160, cy: 64, r: 8.5, fill: "#fff" }));
}
