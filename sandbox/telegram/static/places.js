// The paper clip: share a place, from a short list or by its coordinates.
import { byId, el, icon } from "./dom.js";

const SPOTS = [
  ["Praia do Norte", "Nazaré", 39.6089, -9.0846],
  ["Nyhavn", "Copenhagen", 55.6797, 12.5905],
  ["Gion", "Kyoto", 35.0037, 135.7772],
  ["Signal Hill", "Cape Town", -33.9171, 18.4018],
  ["Labadi Beach", "Accra", 5.5573, -0.1430],
  ["Ngarunui Beach", "Raglan", -37.8127, 174.8345],
];

export class PlaceMenu {
  constructor(share) {
    this.share = share;
    this.box = byId("places");
    this.button = byId("attach");
    this.button.onclick = () => this.toggle();
    this.box.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      this.toggle(false);
      this.button.focus();
    };
    this.fill();
  }

  toggle(open = this.box.hidden) {
    this.box.hidden = !open;
    this.button.setAttribute("aria-expanded", open);
    if (open) this.box.querySelector(".spot").focus();
  }

  fill() {
    const latitude = this.field("Latitude", 90, "39.6089");
    const longitude = this.field("Longitude", 180, "-9.0846");
    this.box.onsubmit = (event) => {
      event.preventDefault();
      this.pick(latitude.querySelector("input").valueAsNumber, longitude.querySelector("input").valueAsNumber);
    };
    this.box.replaceChildren(
      el("h2", { textContent: "Share a place" }),
      ...SPOTS.map((spot) => this.spot(spot)),
      el("div", { className: "exact" }, latitude, longitude, el("button", { className: "plain", textContent: "Share" })));
  }

  spot([name, town, latitude, longitude]) {
    return el("button", { className: "spot", type: "button", "data-testid": "place", onclick: () => this.pick(latitude, longitude) },
      icon("pin"), el("span", {}, el("b", { textContent: name }), el("small", { textContent: town })));
  }

  field(name, most, example) {
    const input = el("input", { type: "number", required: true, min: -most, max: most, step: "any", placeholder: example });
    return el("label", {}, name, input);
  }

  pick(latitude, longitude) {
    this.toggle(false);
    this.share(latitude, longitude);
  }
}
