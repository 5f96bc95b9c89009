// Who is in front of the screen, in the corner of the bar.
import { byId, disc, el, icon } from "./dom.js";

export class VisitorMenu {
  constructor(actions) {
    this.actions = actions;
    this.box = byId("visitors");
    this.button = byId("visitor-toggle");
    this.button.onclick = () => this.toggle();
    this.box.onkeydown = (event) => this.onKey(event);
    document.addEventListener("pointerdown", (event) => {
      if (!this.box.contains(event.target) && !this.button.contains(event.target)) this.toggle(false);
    });
  }

  toggle(open = this.box.hidden) {
    this.box.hidden = !open;
    this.button.setAttribute("aria-expanded", open);
    if (open) this.box.querySelector("button").focus();
  }

  onKey(event) {
    const items = [...this.box.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    } else if (event.key === "Escape") {
      this.toggle(false);
      this.button.focus();
    }
  }

  show({ me, visitors, blocked, started }) {
    const face = disc(me);
    this.button.className = face.className;
    this.button.textContent = face.textContent;
    this.button.setAttribute("aria-label", `You are ${me.first_name}. Change who you are`);
    const items = visitors.map((person) => this.item(person, person.id === me.id));
    const block = this.entry("block", blocked ? "Unblock the bot" : "Block the bot", () => this.actions.block(!blocked));
    this.box.replaceChildren(...items, ...(started ? [el("hr"), block] : []));
  }

  item(person, current) {
    const mark = current ? icon("check") : null;
    mark?.classList.add("mark");
    return el("button", {
      type: "button", role: "menuitemradio", "aria-checked": String(current), "data-testid": `visitor-${person.id}`,
      onclick: () => this.pick(() => this.actions.become(person.id)),
    }, disc(person), el("span", {}, el("b", { textContent: person.first_name }), el("small", { textContent: person.about })), mark);
  }

  entry(name, words, act) {
    return el("button", { className: "quiet", type: "button", role: "menuitem", "data-testid": name, onclick: () => this.pick(act) },
      icon(name), words);
  }

  pick(act) {
    this.toggle(false);
    act();
  }
}
