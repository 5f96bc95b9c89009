// Makes elements. Text only ever enters as text nodes.

/** An element with properties, `data-` and `aria-` attributes, listeners (`onclick`) and children. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.includes("-") || name === "role") node.setAttribute(name, value === true ? "" : value);
    else node[name] = value;
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** One of the drawings at the top of the page. */
export function icon(name) {
  return svg("svg", { "aria-hidden": "true" }, svg("use", { href: `#${name}` }));
}

export const byId = (id) => document.getElementById(id);

/** The initial of a person in a disc. */
export function disc(person, tag = "span") {
  const stranger = person.id !== 1001 ? " stranger" : "";
  return el(tag, { className: `round person${stranger}`, textContent: person.first_name[0] });
}
