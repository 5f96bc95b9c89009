// Pictures, albums and files inside messages.
import { fileAddress } from "./api.js";
import { byId, el, icon } from "./dom.js";

const WIDEST = 420;
const TALLEST = 440;
const NARROWEST = 220;

const largest = (photo) => photo[photo.length - 1];

function fitting(photo, wanted) {
  return photo.find((size) => size.width >= wanted) ?? largest(photo);
}

/** How wide a picture is shown, in CSS pixels. */
export function shownWidth(photo) {
  const { width, height } = largest(photo);
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, TALLEST * (width / height))));
}

function enlarge(photo, words) {
  const box = byId("lightbox");
  const image = box.querySelector("img");
  image.src = fileAddress(largest(photo).file_id);
  image.alt = words;
  box.showModal();
  box.onclick = (event) => event.target !== image && box.close();
}

/** One picture. Its message id stands on it, for albums. */
export function picture(message, wanted) {
  const photo = message.photo;
  const { width, height } = largest(photo);
  const words = message.caption ? `Picture: ${message.caption}` : "Picture";
  const image = el("img", {
    src: fileAddress(fitting(photo, wanted * Math.min(window.devicePixelRatio, 2)).file_id), alt: words, decoding: "async",
  });
  const node = el("button", { className: "picture", type: "button", "aria-label": `${words}. Press to enlarge` }, image);
  node.style.setProperty("--ratio", Math.max(0.6, Math.min(3, width / height)));
  node.classList.toggle("veiled", Boolean(message.has_media_spoiler));
  node.onclick = () => {
    if (node.classList.contains("veiled")) node.classList.remove("veiled");
    else enlarge(photo, words);
  };
  return node;
}

/** Lays the old picture over the new one and lets it fade once the new one is there. */
export function crossFade(oldNode, newNode) {
  const before = oldNode.querySelector(".picture > img:not(.leaving)");
  const after = newNode.querySelector(".picture > img");
  if (!before || !after || before.src === after.src) return;
  const leaving = el("img", { src: before.src, alt: "", className: "leaving" });
  after.after(leaving);
  const fade = () => {
    leaving.classList.add("gone");
    setTimeout(() => leaving.remove(), 400);
  };
  after.decode().then(() => requestAnimationFrame(fade), fade);
}

const ROWS = { 2: [2], 3: [1, 2], 4: [2, 2], 5: [2, 3], 6: [3, 3], 7: [3, 4], 8: [2, 3, 3], 9: [3, 3, 3], 10: [2, 4, 4] };
const HEIGHTS = { 1: 230, 2: 190, 3: 138, 4: 104 };

/** An album as a mosaic. */
export function mosaic(messages) {
  const grid = el("div", { className: "mosaic", role: "group", "aria-label": `Album of ${messages.length} pictures` });
  const waiting = [...messages];
  for (const count of ROWS[messages.length] ?? [messages.length]) {
    for (const message of waiting.splice(0, count)) {
      const node = picture(message, WIDEST / count);
      node.dataset.messageId = message.message_id;
      node.style.setProperty("--span", 12 / count);
      node.style.setProperty("--row", `${HEIGHTS[count] ?? 104}px`);
      grid.append(node);
    }
  }
  return grid;
}

function sized(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A file to save. */
export function documentRow(file) {
  return el("a", { className: "document", href: fileAddress(file.file_id), download: file.file_name ?? "file" },
    el("span", { className: "disc" }, icon("file")),
    el("span", {}, el("b", { textContent: file.file_name ?? "file" }), el("small", { textContent: sized(file.file_size ?? 0) })));
}
