// Text with entities, as nodes. Offsets are in UTF-16 units, as in JavaScript's own strings.
import { el } from "./dom.js";
import { copied } from "./notices.js";

const SIMPLE = { bold: "b", italic: "i", underline: "u", strikethrough: "s" };

function opened(address) {
  return { href: address, target: "_blank", rel: "noopener noreferrer" };
}

function web(address) {
  return /^(https?|tg|mailto):/i.test(address) ? address : `http://${address}`;
}

function spoiler() {
  const node = el("span", { className: "spoiler", role: "button", tabIndex: 0, "aria-label": "Hidden text, press to show" });
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter") return;
    node.classList.add("shown");
    node.removeAttribute("aria-label");
  };
  node.onclick = show;
  node.onkeydown = show;
  return node;
}

function folding() {
  const node = el("blockquote", { className: "folded", tabIndex: 0 });
  const turn = () => node.classList.toggle("folded");
  node.onclick = turn;
  node.onkeydown = (event) => event.key === "Enter" && turn();
  return node;
}

/** Quotations that are short enough need no folding. */
export function unfoldShort(root) {
  for (const quote of root.querySelectorAll("blockquote.folded")) {
    if (quote.scrollHeight <= quote.clientHeight + 2) quote.classList.remove("folded");
  }
}

function pressable(act) {
  const node = el("span", { className: "link", role: "link", tabIndex: 0 });
  node.onclick = () => act(node.textContent);
  node.onkeydown = (event) => event.key === "Enter" && act(node.textContent);
  return node;
}

function wrapper(entity, piece, actions) {
  const copy = { title: "Click to copy", onclick: () => copied(piece) };
  switch (entity.type) {
    case "code": return el("code", copy);
    case "pre": return el("pre", { ...copy, "data-language": entity.language });
    case "text_link": return el("a", opened(web(entity.url)));
    case "url": return el("a", opened(web(piece)));
    case "email": return el("a", { href: `mailto:${piece}` });
    case "spoiler": return spoiler();
    case "blockquote": return el("blockquote");
    case "expandable_blockquote": return folding();
    case "bot_command": return pressable(actions.send);
    case "hashtag":
    case "mention": return pressable(actions.fill);
    default: return el(SIMPLE[entity.type] ?? "span");
  }
}

/** The nodes for `text` between `from` and `to`. Entities come outer ones first. */
function nodes(text, entities, from, to, actions) {
  const found = [];
  let at = from;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) found.push(text.slice(at, entity.offset));
    const inside = others.filter((it) => it.offset < end);
    const node = wrapper(entity, text.slice(entity.offset, end), actions);
    node.append(...nodes(text, inside, Math.max(at, entity.offset), end, actions));
    found.push(node);
    at = end;
    rest = others.filter((it) => it.offset >= end);
  }
  if (at < to) found.push(text.slice(at, to));
  return found;
}

/** A message's words. A line break beside a block is the block's own. */
export function formatted(text, entities, actions) {
  const made = nodes(text, entities ?? [], 0, text.length, actions);
  return made.map((node, index) => {
    if (typeof node !== "string") return node;
    const after = made[index - 1]?.tagName;
    return ["BLOCKQUOTE", "PRE"].includes(after) ? node.replace(/^\n/, "") : node;
  });
}
