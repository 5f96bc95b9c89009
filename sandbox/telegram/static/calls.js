// The drawer with the bot's last calls.
import { byId, el, icon } from "./dom.js";

const REFRESH_MS = 1500;

function pretty(params) {
  const read = Object.entries(params).map(([name, value]) => {
    try {
      return [name, /^[[{]/.test(value) ? JSON.parse(value) : value];
    } catch {
      return [name, value];
    }
  });
  return JSON.stringify(Object.fromEntries(read), null, 2);
}

function row(call) {
  const bad = call.status >= 400 ? " bad" : "";
  const details = el("details", {}, el("summary", {},
    el("span", { textContent: call.method }),
    el("span", { className: `code${bad}`, textContent: call.status }),
    el("time", { textContent: `${call.milliseconds.toFixed(call.milliseconds < 10 ? 1 : 0)} ms` })));
  if (call.description) details.append(el("pre", { textContent: call.description }));
  details.append(el("pre", { textContent: pretty(call.params) }));
  return el("li", { "data-n": call.n }, details);
}

export class CallDrawer {
  constructor(ask) {
    this.ask = ask;
    this.box = byId("calls");
    this.button = byId("calls-toggle");
    this.button.onclick = () => this.toggle();
    this.list = el("ol");
    const close = el("button", { className: "round", type: "button", "aria-label": "Close", onclick: () => this.toggle() });
    close.append(icon("close"));
    this.box.append(
      el("header", {}, el("h2", { textContent: "Bot API calls" }), close),
      el("p", { textContent: "What the bot asked of Telegram, newest first. Its token is not shown." }), this.list);
  }

  toggle() {
    this.box.hidden = !this.box.hidden;
    this.button.setAttribute("aria-expanded", !this.box.hidden);
    if (!this.box.hidden) this.refresh();
  }

  async refresh() {
    if (this.box.hidden) return;
    try {
      this.draw(await this.ask());
    } finally {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.refresh().catch(() => {}), REFRESH_MS);
    }
  }

  /** Keeps the rows that are still there, so that what is unfolded stays so. */
  draw(calls) {
    const there = new Map([...this.list.children].map((node) => [node.dataset.n, node]));
    this.list.replaceChildren(...calls.map((call) => there.get(String(call.n)) ?? row(call)));
  }
}
