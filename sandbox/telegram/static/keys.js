// Buttons under messages.
import { el, icon } from "./dom.js";
import { copied } from "./notices.js";

const PATIENCE_MS = 15000;

/** Buttons that wait for an answer, by the id of the press; answers that came before the id was known. */
const waiting = new Map();
const early = new Set();

function stop(key) {
  key.classList.remove("waiting");
  key.removeAttribute("aria-busy");
}

/** The bot answered a press. */
export function settled(queryId) {
  const key = waiting.get(queryId);
  if (!key) return early.add(queryId);
  stop(key);
  return waiting.delete(queryId);
}

async function press(key, message, button, actions) {
  if (key.classList.contains("waiting")) return;
  key.classList.add("waiting");
  key.setAttribute("aria-busy", "true");
  const queryId = await actions.press(message.message_id, button.callback_data);
  if (queryId === null || early.delete(queryId)) return stop(key);
  waiting.set(queryId, key);
  return setTimeout(() => settled(queryId), PATIENCE_MS);
}

function key(message, button, actions) {
  const style = ["success", "danger", "primary"].includes(button.style) ? ` ${button.style}` : "";
  const shared = { className: `key${style}`, textContent: button.text, "data-testid": "key" };
  if (button.url) {
    const node = el("a", { ...shared, href: button.url, target: "_blank", rel: "noopener noreferrer", title: button.url });
    node.append(icon("open"));
    return node;
  }
  const node = el("button", { ...shared, type: "button" });
  if (button.copy_text) {
    node.append(icon("copy"));
    node.onclick = () => copied(button.copy_text.text);
    return node;
  }
  node.dataset.data = button.callback_data;
  node.onclick = () => press(node, message, button, actions);
  return node;
}

/** The keyboard of a message, or null. */
export function keys(message, actions) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  return el("div", { className: "keys", role: "group", "aria-label": "Buttons" },
    ...rows.map((row) => el("div", {}, ...row.map((button) => key(message, button, actions)))));
}

/** Puts the focus where it was before the message was drawn anew. */
export function keepFocus(oldNode, newNode) {
  const focused = document.activeElement;
  if (!focused?.classList.contains("key") || !oldNode.contains(focused)) return;
  const all = [...newNode.querySelectorAll(".key")];
  const place = [...oldNode.querySelectorAll(".key")].indexOf(focused);
  const same = all.find((node) => node.textContent === focused.textContent);
  (same ?? all[Math.min(place, all.length - 1)])?.focus({ preventScroll: true });
}
