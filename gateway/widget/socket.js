/** One WebSocket: whatever is sent over it is answered soon, or it is dead. */

const ANSWER_MS = 5_000;

export class Socket {
  /** The server knows the token and has told the transcript. */
  isReady = false;

  #socket;
  #hear;
  #silence;
  #answers = new Map();

  /**
   * Throws where the page may open none. `hear.answer(frame)` is given what is told or refused, `hear.end()` is
   * called once, whichever side ends it.
   */
  constructor(url, token, hear) {
    this.#hear = hear;
    this.#socket = new WebSocket(url);
    this.#socket.onopen = () => this.#socket.send(JSON.stringify({ token }));
    this.#socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    this.#socket.onclose = () => this.end();
    this.#expectAnswer();
  }

  /** The status that a message or a ping is answered with; 0 when it never is. */
  ask(frame) {
    return new Promise((resolve) => {
      this.#answers.set(frame.id, resolve);
      this.#socket.send(JSON.stringify(frame));
      this.#expectAnswer();
    });
  }

  end() {
    clearTimeout(this.#silence);
    if (!this.#socket) return;
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#socket = null;
    this.isReady = false;
    for (const answer of this.#answers.values()) answer({ status: 0 });
    this.#hear.end();
  }

  #receive({ id, status, error, retry_after: retryAfter, messages, lead, person }) {
    clearTimeout(this.#silence);
    this.isReady ||= Boolean(messages);
    this.#answers.get(id)?.({ status, code: error?.code, retryAfter });
    this.#answers.delete(id);
    this.#hear.answer({ code: error?.code, messages, lead, person });
  }

  /** A socket that stays silent is dead, whatever the browser thinks of it. */
  #expectAnswer() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.end(), ANSWER_MS);
  }
}
