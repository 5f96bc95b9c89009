// The menu of commands above the input.
import { byId, el } from "./dom.js";

export class CommandMenu {
  constructor(choose, complete) {
    this.choose = choose;
    this.complete = complete;
    this.box = byId("commands");
    this.input = byId("input");
    this.button = byId("menu-button");
    this.commands = [];
    this.shown = [];
    this.selected = 0;
    this.button.onclick = () => (this.box.hidden ? this.open(this.commands) : this.close());
  }

  get isOpen() { return !this.box.hidden; }

  set(commands) {
    this.commands = commands;
    this.button.hidden = commands.length === 0;
    if (this.isOpen) this.filter(this.input.value);
  }

  /** Shows the commands that begin like what is typed. */
  filter(text) {
    const typed = /^\/(\w*)$/.exec(text);
    const fitting = typed ? this.commands.filter((it) => it.command.startsWith(typed[1].toLowerCase())) : [];
    if (fitting.length > 0) this.open(fitting);
    else this.close();
  }

  /** Whether the key was for the menu. */
  onKey(event) {
    if (!this.isOpen) return false;
    switch (event.key) {
      case "ArrowDown": this.select(this.selected + 1); return true;
      case "ArrowUp": this.select(this.selected - 1); return true;
      case "Enter": this.pick(this.shown[this.selected]); return true;
      case "Tab":
        this.complete(`/${this.shown[this.selected].command} `);
        return true;
      case "Escape": this.close(); return true;
      default: return false;
    }
  }

  open(commands) {
    this.shown = commands;
    this.box.hidden = false;
    this.expanded(true);
    this.box.replaceChildren(...commands.map((it, index) => el("button", {
      type: "button", role: "option", id: `command-${index}`, tabIndex: -1, "data-testid": "command", onclick: () => this.pick(it),
    }, el("b", { textContent: `/${it.command}` }), el("span", { textContent: it.description }))));
    this.select(0);
    this.input.focus();
  }

  close() {
    this.box.hidden = true;
    this.expanded(false);
    this.input.removeAttribute("aria-activedescendant");
  }

  select(index) {
    this.selected = (index + this.shown.length) % this.shown.length;
    [...this.box.children].forEach((node, at) => node.setAttribute("aria-selected", at === this.selected));
    this.box.children[this.selected].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `command-${this.selected}`);
  }

  pick(command) {
    this.close();
    this.choose(`/${command.command}`);
  }

  expanded(open) {
    this.button.setAttribute("aria-expanded", open);
    this.input.setAttribute("aria-expanded", open);
  }
}
