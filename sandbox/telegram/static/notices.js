// Toasts and alerts.
import { byId, el } from "./dom.js";

const SHOWN_MS = 3200;

export function toast(text) {
  const note = el("p", { textContent: text });
  byId("toasts").append(note);
  setTimeout(() => note.classList.add("gone"), SHOWN_MS);
  setTimeout(() => note.remove(), SHOWN_MS + 350);
}

export function alertBox(text) {
  const box = byId("alert");
  box.querySelector("p").textContent = text;
  if (!box.open) box.showModal();
}

export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    toast("The browser does not let this page copy.");
  }
}
