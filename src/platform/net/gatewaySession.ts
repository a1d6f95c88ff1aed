import { parseChallenge, parseFrame, type ResponseFrame } from "./gatewayFrames.ts";

export interface Challenge {
  readonly nonce: string;
  readonly issuedAt: number;
}

/** Sorts the frames of one connection: the challenge, the answers by request id, and the farewell. */
export class GatewaySession {
  readonly challenge: Promise<Challenge>;
  #onChallenge: (challenge: Challenge) => void = () => {};
  readonly #pending = new Map<string, (frame: ResponseFrame) => void>();
  #lastId = 0;
  #shutdown: unknown = null;
  #strayFrames = 0;

  constructor() {
    this.challenge = new Promise((resolve) => {
      this.#onChallenge = resolve;
    });
  }

  /** The payload of the `shutdown` event, which alone tells a restart from a stop; null when none came. */
  get shutdown(): unknown {
    return this.#shutdown;
  }

  /** Messages so far that were no frame of the protocol. */
  get strayFrames(): number {
    return this.#strayFrames;
  }

  receive(text: string): void {
    const frame = parseFrame(text);
    if (frame === null) {
      this.#strayFrames += 1;
      return;
    }
    if (frame.type === "res") {
      this.#pending.get(frame.id)?.(frame);
      return;
    }
    if (frame.event === "shutdown") this.#shutdown = frame.payload ?? {};
    if (frame.event !== "connect.challenge") return;
    const challenge = parseChallenge(frame.payload);
    if (challenge !== null) this.#onChallenge(challenge);
  }

  /** The text of a request to send, and the answer that carries its id; `forget` gives the waiting up. */
  ask(method: string, params: unknown): { text: string; answer: Promise<ResponseFrame>; forget: () => void } {
    this.#lastId += 1;
    const id = String(this.#lastId);
    const answer = new Promise<ResponseFrame>((resolve) => this.#pending.set(id, resolve));
    return {
      text: JSON.stringify({ type: "req", id, method, params }),
      answer,
      forget: () => this.#pending.delete(id),
    };
  }
}
