// Puts the parts of the page together.
import { Refusal, Server } from "./api.js";
import { CallDrawer } from "./calls.js";
import { CommandMenu } from "./commands.js";
import { Composer } from "./composer.js";
import { byId, el } from "./dom.js";
import { settled } from "./keys.js";
import { alertBox, toast } from "./notices.js";
import { PlaceMenu } from "./places.js";
import { Timeline } from "./timeline.js";
import { VisitorMenu } from "./visitors.js";

const ACTION_MS = 5000;
const ACTIONS = {
  typing: "typing", upload_photo: "sending a photo", upload_document: "sending a file", find_location: "finding a place",
  record_video: "recording a video", upload_video: "sending a video", record_voice: "recording a message",
  upload_voice: "sending a message", choose_sticker: "choosing a sticker",
};

class Chat {
  constructor() {
    const chosen = Number(new URLSearchParams(location.hash.slice(1)).get("as"));
    this.first = chosen || 1001;
    this.payload = new URLSearchParams(location.search).get("start");
    this.server = new Server(this.first);
    const actions = this.actions();
    this.menu = new CommandMenu((text) => this.composer.submit(text), (text) => this.composer.fill(text));
    this.composer = new Composer(actions, this.menu);
    this.places = new PlaceMenu((latitude, longitude) => this.attempt(() => this.server.place(latitude, longitude)));
    this.timeline = new Timeline(actions);
    this.visitors = new VisitorMenu(actions);
    this.calls = new CallDrawer(() => this.server.calls());
  }

  actions() {
    return {
      send: (text, replyTo) => this.say(text, replyTo),
      fill: (text) => this.composer.fill(text),
      press: (messageId, data) => this.press(messageId, data),
      reply: (message) => this.composer.reply(message),
      replyEarlier: (from) => this.composer.reply(this.timeline.messages.filter((it) => !from || it.message_id < from).at(-1)),
      show: (messageId) => this.timeline.show(messageId),
      block: (blocked) => this.attempt(() => this.server.block(blocked)),
      start: (payload) => this.start(payload),
      choosePlace: () => this.places.toggle(true),
      become: (visitor) => this.become(visitor),
    };
  }

  /** Shows the chat of the visitor and keeps it in step. */
  open() {
    let fresh = true;
    let early = [];
    const { server } = this;
    server.listen({
      onOpen: () => this.attempt(async () => {
        early ??= [];
        const state = await server.state();
        if (server !== this.server) return;
        this.show(state, fresh);
        fresh = false;
        for (const item of early) this.hear(item); // what overtook the answer
        early = null;
      }),
      onItem: (item) => (early ? early.push(item) : this.hear(item)),
      onLost: () => this.status("connecting", true),
    });
  }

  show(state, fresh) {
    this.state = state;
    document.title = state.bot.first_name;
    document.querySelector(".who h1").textContent = state.bot.first_name;
    byId("intro-text").textContent = state.bot.description || "Press Start and see.";
    this.menu.set(state.commands);
    if (fresh) this.timeline.reset(state.messages);
    else this.timeline.sync(state.messages);
    this.composer.lay(state.keyboard, state.messages);
    this.act(state.action);
    this.arrange();
  }

  /** What depends on whether the chat is started, blocked or empty. */
  arrange() {
    const { started, blocked } = this.state;
    const payload = this.server.visitor === this.first ? this.payload : null;
    byId("intro").hidden = this.timeline.messages.length > 0;
    byId("timeline").hidden = this.timeline.messages.length === 0;
    this.composer.show({ started, blocked, payload });
    this.visitors.show(this.state);
  }

  hear(item) {
    switch (item.kind) {
      case "message":
        if (item.message.from.is_bot) this.act(null);
        else this.state.started = true;
        this.timeline.put(item.message);
        this.arrange();
        break;
      case "edit": this.timeline.put(item.message); break;
      case "delete":
        this.timeline.remove(item.message_id);
        this.arrange();
        break;
      case "answer": this.answered(item); break;
      case "action": this.act(item.action); break;
      case "keyboard": this.composer.lay(item.keyboard, this.timeline.messages); break;
      case "blocked":
        this.state.blocked = item.blocked;
        this.act(null);
        this.arrange();
        break;
      case "profile": this.attempt(async () => this.show(await this.server.state(), false)); break;
      default: break;
    }
  }

  answered({ query_id: queryId, text, show_alert: alert }) {
    settled(queryId);
    if (text) (alert ? alertBox : toast)(text);
  }

  act(action) {
    clearTimeout(this.acting);
    if (!action) return this.status(this.state.blocked ? "blocked by you" : "bot", false);
    this.acting = setTimeout(() => this.act(null), ACTION_MS);
    return this.status(ACTIONS[action] ?? "busy", true);
  }

  status(words, busy) {
    const line = document.querySelector(".status");
    line.classList.toggle("busy", busy);
    line.replaceChildren(words, ...(busy ? [el("span", { className: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"))] : []));
  }

  say(text, replyTo) { return this.attempt(() => this.server.send(text, replyTo ?? undefined)); }

  async start(payload) {
    this.payload = null;
    history.replaceState(null, "", location.pathname + location.hash);
    await this.say(payload ? `/start ${payload}` : "/start");
    this.arrange();
    byId("input").focus();
  }

  async press(messageId, data) {
    const answer = await this.attempt(() => this.server.press(messageId, data));
    return answer?.query_id ?? null;
  }

  become(visitor) {
    this.server.leave();
    history.replaceState(null, "", `#as=${visitor}`);
    this.server = new Server(visitor);
    this.composer.reply(null);
    this.open();
  }

  async attempt(deed) {
    try {
      return await deed();
    } catch (error) {
      toast(error instanceof Refusal ? error.message : "The server does not answer just now.");
      return null;
    }
  }
}

new Chat().open();
