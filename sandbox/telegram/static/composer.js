// Where the visitor writes: input, Start, replies, and the keyboard a bot lays below.
import { byId, el, icon } from "./dom.js";
import { summary, writer } from "./message.js";

const TALLEST = 168;

export class Composer {
  constructor(actions, menu) {
    this.actions = actions;
    this.menu = menu;
    this.form = byId("composer");
    this.input = byId("input");
    this.replyTo = null;
    this.form.onsubmit = (event) => {
      event.preventDefault();
      this.submit();
    };
    this.input.oninput = () => this.onInput();
    this.input.onkeydown = (event) => this.onKey(event);
  }

  /** Start button, Unblock button or the input, whichever fits. */
  show({ started, blocked, payload }) {
    const button = byId("start");
    const starting = !started || Boolean(payload);
    button.hidden = !blocked && !starting;
    this.form.hidden = blocked || starting;
    button.textContent = blocked ? "Unblock" : "Start";
    button.onclick = () => (blocked ? this.actions.block(false) : this.actions.start(payload));
  }

  fill(text) {
    this.input.value = text;
    this.input.focus();
    this.onInput();
  }

  /** Sends what is written, or `text` in its place. */
  submit(text = this.input.value.trim()) {
    if (!text) return;
    this.input.value = "";
    this.onInput();
    this.actions.send(text, this.replyTo);
    this.reply(null);
  }

  onInput() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST)}px`;
    this.menu.filter(this.input.value);
  }

  onKey(event) {
    if (event.isComposing) return;
    if (this.menu.onKey(event)) {
      event.preventDefault();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape") {
      this.reply(null);
    } else if (event.key === "ArrowUp" && event.ctrlKey) {
      event.preventDefault();
      this.actions.replyEarlier(this.replyTo);
    }
  }

  /** Answers a message, or none. */
  reply(message) {
    this.replyTo = message?.message_id ?? null;
    const strip = byId("replying");
    strip.hidden = !message;
    if (!message) return;
    const close = el("button", { className: "round", type: "button", "aria-label": "Do not reply", onclick: () => this.reply(null) });
    close.append(icon("close"));
    strip.replaceChildren(icon("reply"), el("div", { className: "quote" },
      el("b", { textContent: `Reply to ${writer(message)}` }), el("span", { textContent: summary(message) })), close);
    this.input.focus();
  }

  /** The bot's own keyboard below the input, or its wish for a reply. */
  lay(keyboard, messages) {
    const board = byId("reply-keyboard");
    this.input.placeholder = keyboard?.placeholder || "Message";
    board.hidden = !keyboard?.rows;
    if (keyboard?.force_reply) this.reply(messages.find((it) => it.message_id === keyboard.message_id) ?? null);
    if (board.hidden) return;
    board.replaceChildren(...keyboard.rows.map((row) => el("div", {}, ...row.map((button) => this.key(button)))));
  }

  key(button) {
    const act = () => (button.request_location ? this.actions.choosePlace() : this.actions.send(button.text, null));
    return el("button", { className: `key ${button.style ?? ""}`, type: "button", textContent: button.text, onclick: act });
  }
}
