// Talks to the server: the visitor's doings, and the stream of what happens.

/** Thrown with the server's own sentence. */
export class Refusal extends Error {}

async function answered(response) {
  const body = await response.json().catch(() => ({ error: `The server answered ${response.status}.` }));
  if (!response.ok) throw new Refusal(body.error ?? `The server answered ${response.status}.`);
  return body;
}

async function ask(path) {
  return answered(await fetch(path, { headers: { Accept: "application/json" } }));
}

async function tell(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answered(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** What one visitor can do. */
export class Server {
  constructor(visitor) {
    this.visitor = visitor;
    this.source = null;
  }

  state() { return ask(`/chat/state?as=${this.visitor}`); }

  calls() { return ask("/chat/calls"); }

  send(text, replyTo) { return tell("/chat/send", { as: this.visitor, text, reply_to: replyTo }); }

  press(messageId, data) { return tell("/chat/press", { as: this.visitor, message_id: messageId, data }); }

  place(latitude, longitude) { return tell("/chat/place", { as: this.visitor, latitude, longitude }); }

  block(blocked) { return tell("/chat/block", { as: this.visitor, blocked }); }

  /** Calls `onOpen` on every (re)connection, `onItem` for what happens, `onLost` while there is no connection. */
  listen({ onOpen, onItem, onLost }) {
    this.source = new EventSource(`/chat/events?as=${this.visitor}`);
    this.source.onopen = onOpen;
    this.source.onmessage = (event) => onItem(JSON.parse(event.data));
    this.source.onerror = () => {
      onLost();
      if (this.source.readyState !== EventSource.CLOSED) return;
      setTimeout(() => this.visitor && this.listen({ onOpen, onItem, onLost }), 1500);
    };
  }

  leave() {
    this.visitor = null;
    this.source?.close();
  }
}

export const fileAddress = (fileId) => `/chat/file/${encodeURIComponent(fileId)}`;
