// One entry of the chat: a message, or the messages of an album.
import { el, icon } from "./dom.js";
import { formatted } from "./entities.js";
import { keys } from "./keys.js";
import { mapTile } from "./map.js";
import { documentRow, mosaic, picture, shownWidth } from "./media.js";

const clockTime = (date) => new Date(date * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** One line that stands for a message where it is quoted. */
export function summary(message) {
  const words = message.text ?? message.caption;
  if (message.photo) return words ? `Picture, ${words}` : "Picture";
  if (message.document) return message.document.file_name ?? "File";
  if (message.venue) return message.venue.title;
  return words ?? (message.location ? "Place" : "Message");
}

export const writer = (message) => message.from.first_name;

function meta(message, over) {
  const edited = message.edited && !message.reply_markup ? "edited " : "";
  const own = !message.from.is_bot;
  const time = el("time", { textContent: edited + clockTime(message.date), dateTime: new Date(message.date * 1000).toISOString() });
  return el("span", { className: over ? "meta over" : "meta" }, time, own ? icon("ticks") : null);
}

function words(message, actions, withMeta = true) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const node = el("div", { className: "words", dir: "auto" });
  node.append(...formatted(text, message.entities ?? message.caption_entities, actions));
  if (withMeta) node.append(meta(message));
  return node;
}

function place(message) {
  const { latitude, longitude } = message.location;
  const map = el("div", { className: "map" }, mapTile(latitude, longitude));
  if (!message.venue) {
    map.append(meta(message, true));
    return [map];
  }
  const text = el("div", { className: "words venue" },
    el("b", { textContent: message.venue.title }), el("small", { textContent: message.venue.address }), meta(message));
  return [map, text];
}

function quote(message, actions) {
  const replied = message.reply_to_message;
  if (!replied) return null;
  return el("button", { className: "quote", type: "button", onclick: () => actions.show(replied.message_id) },
    el("b", { textContent: writer(replied) }), el("span", { textContent: summary(replied) }));
}

function content(messages, actions) {
  const [message] = messages;
  const lead = messages.find((it) => it.caption) ?? message;
  if (message.location) return place(message);
  if (message.document) {
    return [...messages.map((it) => documentRow(it.document)), words(lead, actions) ?? meta(message, true)];
  }
  if (!message.photo) return [words(message, actions)];
  const captioned = messages.filter((it) => it.caption).length === 1 || messages.length === 1;
  const caption = captioned ? words(lead, actions) : null;
  const above = message.show_caption_above_media && caption;
  const media = el("div", { className: "media" },
    messages.length > 1 ? mosaic(messages) : picture(message, shownWidth(message.photo)));
  if (!caption || above) media.append(meta(message, true));
  if (above) caption.querySelector(".meta").remove();
  return above ? [caption, media] : [media, caption];
}

function width(messages) {
  const [message] = messages;
  if (messages.length > 1 && message.photo) return 420;
  if (message.photo) return shownWidth(message.photo);
  return message.location ? 320 : null;
}

/** The list item for a message or an album. */
export function entryNode(messages, actions) {
  const [message] = messages;
  const own = !message.from.is_bot;
  const keyboard = messages.length === 1 ? keys(message, actions) : null;
  const bubble = el("div", { className: "bubble", ondblclick: () => actions.reply(message) });
  bubble.append(...[quote(message, actions), ...content(messages, actions)].filter(Boolean));
  if (!own) bubble.prepend(el("img", { className: "face", src: "/static/icon.svg", alt: "" }));
  const stack = el("div", { className: "stack" }, bubble);
  const wide = width(messages);
  if (wide) {
    stack.classList.add("wide");
    stack.style.setProperty("--wide", `${wide}px`);
  }
  if (message.reaction) stack.append(el("span", { className: "reaction", textContent: message.reaction }));
  if (keyboard) {
    stack.classList.add("keyed");
    stack.append(keyboard);
  }
  return el("li", {
    className: `entry ${own ? "own" : "other"}`, "data-message-id": message.message_id, "data-testid": "message",
    "aria-label": `${writer(message)}, ${clockTime(message.date)}`,
  }, el("div", { className: "body" }, stack));
}
