// The list of messages: kept in step with the state, scrolled, divided by days.
import { byId, el } from "./dom.js";
import { unfoldShort } from "./entities.js";
import { keepFocus } from "./keys.js";
import { crossFade } from "./media.js";
import { entryNode } from "./message.js";

const NEAR_END = 90;
const SAME_BREATH_SECONDS = 300;

function grouped(messages) {
  const entries = [];
  for (const message of messages) {
    const last = entries.at(-1);
    const album = message.media_group_id;
    if (album && last?.[0].media_group_id === album) last.push(message);
    else entries.push([message]);
  }
  return entries;
}

function dayName(date) {
  const day = new Date(date * 1000);
  const ago = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 864e5);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  const year = day.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return day.toLocaleDateString([], { day: "numeric", month: "long", year });
}

const together = (one, other) => Boolean(one && other) && one[0].from.id === other[0].from.id
  && dayName(one[0].date) === dayName(other[0].date) && Math.abs(other[0].date - one[0].date) < SAME_BREATH_SECONDS;

export class Timeline {
  constructor(actions) {
    this.actions = actions;
    this.list = byId("timeline");
    this.scroller = byId("scroller");
    this.jump = byId("jump");
    this.drawn = new Map();
    this.messages = [];
    this.unreadFrom = null;
    this.unread = 0;
    this.scroller.addEventListener("scroll", () => this.onScroll(), { passive: true });
    this.jump.onclick = () => this.onJump();
    const observer = new ResizeObserver(() => this.pinned && this.toEnd(this.gliding ? "smooth" : "instant"));
    observer.observe(this.list);
    observer.observe(this.scroller);
    this.pinned = true;
    this.gliding = false;
    this.lastTop = 0;
  }

  /** Shows a whole conversation, at its end. */
  reset(messages) {
    this.list.classList.add("still");
    this.list.replaceChildren();
    this.drawn.clear();
    this.read();
    this.messages = messages;
    this.draw();
    this.pinned = true;
    this.toEnd("instant");
    requestAnimationFrame(() => requestAnimationFrame(() => this.list.classList.remove("still")));
  }

  /** Takes over a whole conversation that may have gone on meanwhile. */
  sync(messages) {
    const known = this.messages.at(-1)?.message_id ?? 0;
    this.messages = messages;
    this.draw();
    const fresh = messages.filter((message) => message.message_id > known);
    if (fresh.length > 0) this.noticed(fresh.at(-1));
  }

  /** A new or changed message. */
  put(message) {
    const place = this.messages.findIndex((it) => it.message_id === message.message_id);
    if (place >= 0) this.messages[place] = message;
    else this.messages.push(message);
    if (place < 0 && message.from.is_bot && !this.pinned) {
      this.unread += 1;
      this.unreadFrom ??= message.message_id;
    }
    this.draw();
    if (place < 0) this.noticed(message);
  }

  remove(messageId) {
    this.messages = this.messages.filter((message) => message.message_id !== messageId);
    this.draw();
  }

  /** Scrolls to a message and lights it up. */
  show(messageId) {
    const node = this.list.querySelector(`[data-message-id="${Number(messageId)}"]`);
    if (!node) return;
    node.scrollIntoView({ behavior: "smooth", block: "center" });
    node.classList.remove("flash");
    requestAnimationFrame(() => node.classList.add("flash"));
  }

  draw() {
    const entries = grouped(this.messages);
    const nodes = [];
    const kept = new Map();
    entries.forEach((entry, index) => {
      const [message] = entry;
      const before = entries[index - 1];
      if (!before || dayName(before[0].date) !== dayName(message.date)) nodes.push(this.divider("day", dayName(message.date)));
      if (message.message_id === this.unreadFrom) nodes.push(this.divider("unread", "Unread messages"));
      const node = this.entry(entry, kept);
      node.classList.toggle("first", !together(before, entry));
      node.classList.toggle("last", !together(entry, entries[index + 1]));
      nodes.push(node);
    });
    this.drawn = kept;
    this.place(nodes);
    unfoldShort(this.list);
  }

  entry(messages, kept) {
    const id = messages[0].message_id;
    const looks = JSON.stringify(messages);
    const old = this.drawn.get(id);
    if (old?.looks === looks) {
      kept.set(id, old);
      return old.node;
    }
    const node = entryNode(messages, this.actions);
    if (old) {
      node.classList.add("changed");
      crossFade(old.node, node);
    }
    kept.set(id, { looks, node, replaces: old?.node });
    return node;
  }

  /** Puts the nodes in order while moving as few as possible: what is moved loses focus and animations. */
  place(nodes) {
    for (const { node, replaces } of this.drawn.values()) {
      if (!replaces?.isConnected) continue;
      node.style.animation = "none";
      const focused = replaces.contains(document.activeElement);
      replaces.before(node);
      if (focused) keepFocus(replaces, node);
      replaces.remove();
    }
    const wanted = new Set(nodes);
    for (const child of [...this.list.children]) if (!wanted.has(child)) child.remove();
    nodes.forEach((node, index) => {
      if (this.list.children[index] !== node) this.list.insertBefore(node, this.list.children[index] ?? null);
    });
  }

  divider(kind, words) {
    return el("li", { className: kind, "data-testid": kind, role: "separator" }, el("span", { textContent: words }));
  }

  noticed(message) {
    if (!message.from.is_bot) this.read();
    if (this.pinned || !message.from.is_bot) {
      this.pinned = true;
      this.toEnd("smooth");
    }
    this.badge();
  }

  toEnd(behavior) {
    this.gliding = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
  }

  /** On the way down to the end counts as being there, until somebody scrolls up. */
  onScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    this.gliding &&= !atEnd && scrollTop >= this.lastTop;
    this.lastTop = scrollTop;
    this.pinned = atEnd || this.gliding;
    this.jump.hidden = this.pinned;
    if (this.pinned) this.unread = 0;
    this.badge();
  }

  /** First to what is unread, then to the end. */
  onJump() {
    const mark = this.list.querySelector(".unread");
    const below = mark && mark.getBoundingClientRect().top > this.scroller.getBoundingClientRect().bottom;
    if (this.unread > 0 && below) mark.scrollIntoView({ behavior: "smooth", block: "start" });
    else this.toEnd("smooth");
  }

  read() {
    this.unread = 0;
    this.unreadFrom = null;
  }

  badge() {
    const badge = this.jump.querySelector(".badge");
    badge.textContent = this.unread;
    badge.hidden = this.unread === 0;
  }
}
