import { NoAnswerError, ProblemError } from './errors.js';
import type { InvoiceEvent, ReservationEvent } from './generated/event/types.js';
import { delayAfter, pause, type RetryPolicy } from './retry.js';

/**
 * Something that happened to a customer's reservation or invoice: a CloudEvent, with the whole state of its subject in
 * `data`. `type` tells which of the two it is.
 */
export type LiveEvent = (ReservationEvent | InvoiceEvent) & {
  /** Its place among the customer's events, from 1 on, in ten digits. */
  sequence: string;
};

/** What is told each event, one after the other; until it returns, or what it returns is done, no other is. */
export type LiveListener = (event: LiveEvent) => void | Promise<void>;

/** What there is of a WebSocket everywhere: in browsers, in Node from 22 on, and in the package ws. */
export interface WebSocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  close(code?: number): void;
}

/** Makes a WebSocket. */
export type WebSocketFactory = (url: string) => WebSocketLike | Promise<WebSocketLike>;

/** What following stands on. */
export interface LiveSettings {
  readonly baseUrl: string;
  readonly retryPolicy: RetryPolicy;
  readonly webSocket: WebSocketFactory;
  readonly ticket: (signal: AbortSignal) => Promise<string>;
  /** Milliseconds without an event after which the connection is made anew, in case that it is dead and nobody has said so. */
  readonly renewAfter: number;
}

/** What no repetition mends. */
const FINAL = new Set([400, 401, 403, 404]);
const POLICY = 1008;
const HANDSHAKE_LIMIT = 15_000;

/** A WebSocket that is refused for its `after` is closed at once; one whose token has expired was open for a while. */
const AT_ONCE = 2_000;

/** How one connection ended. */
interface End {
  readonly code: number;
  readonly openFor: number;
  readonly heard: boolean;
}

/**
 * A customer's events, followed over a WebSocket. A connection that is lost is made anew, for as long as it takes, and goes
 * on after the last event that was told. It ends for good when it is closed here, when the listener fails, and when it is
 * refused: without a good token, or for a customer who may not be followed.
 */
export class LiveEvents {
  /** Done once it is closed; fails when it ended by itself. */
  readonly ended: Promise<void>;

  readonly #settings: LiveSettings;
  readonly #customerId: string;
  readonly #listener: LiveListener;
  readonly #closing = new AbortController();
  #sequence: number;

  /** Begins at once. For `Motorpool.follow`. */
  constructor(settings: LiveSettings, customerId: string, after: number, listener: LiveListener) {
    this.#settings = settings;
    this.#customerId = customerId;
    this.#sequence = after;
    this.#listener = listener;
    this.ended = this.#run().catch((error: unknown) => {
      if (!this.#closing.signal.aborted) {
        throw error;
      }
    });
    // Who does not look at it must not be ended by it.
    this.ended.catch(() => {});
  }

  /** The sequence of the last event that the listener has taken; what to begin after the next time. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Ends it. An event that is being told is told to its end; none follows. */
  close(): void {
    this.#closing.abort(new Error('closed'));
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#closing.signal.aborted) {
      const end = await this.#connection();
      if (end.code === POLICY && !end.heard && end.openFor < AT_ONCE) {
        throw new NoAnswerError('The WebSocket is closed with 1008');
      }
      failures = end.heard ? 1 : failures + 1;
      await pause(delayAfter(this.#settings.retryPolicy, failures), this.#closing.signal);
    }
  }

  /** One connection, from the ticket to its end. */
  async #connection(): Promise<End> {
    const signal = this.#closing.signal;
    let socket: WebSocketLike;
    try {
      const ticket = await this.#settings.ticket(signal);
      const base = this.#settings.baseUrl.replace(/^http/, 'ws');
      const query = new URLSearchParams({ after: String(this.#sequence), ticket });
      socket = await this.#settings.webSocket(`${base}/topic/reservations/${this.#customerId}?${query}`);
    } catch (error) {
      if (signal.aborted || !(error instanceof NoAnswerError || error instanceof ProblemError)) {
        throw error;
      }
      if (error instanceof ProblemError && FINAL.has(error.status)) {
        throw error;
      }
      return { code: 0, openFor: 0, heard: false };
    }
    return new Promise((resolve, reject) => this.#listen(socket, resolve, reject));
  }

  #listen(socket: WebSocketLike, resolve: (end: End) => void, reject: (error: unknown) => void): void {
    const signal = this.#closing.signal;
    let openedAt = 0;
    let heard = false;
    let over = false;
    let told: Promise<void> = Promise.resolve();
    let timer = setTimeout(() => end(0), HANDSHAKE_LIMIT);
    const finish = () => {
      over = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      socket.close();
    };
    const end = (code: number) => {
      if (!over) {
        finish();
        // What has arrived is told before the next connection asks for what comes after.
        const openFor = openedAt === 0 ? 0 : Date.now() - openedAt;
        told.then(() => resolve({ code, openFor, heard }), reject);
      }
    };
    const aborted = () => {
      finish();
      told.then(() => resolve({ code: 0, openFor: 0, heard }), reject);
    };
    socket.onopen = () => {
      openedAt = Date.now();
      clearTimeout(timer);
      timer = setTimeout(() => end(0), this.#settings.renewAfter);
    };
    socket.onmessage = (message: { data: unknown }) => {
      if (over) {
        return;
      }
      heard = true;
      clearTimeout(timer);
      timer = setTimeout(() => end(0), this.#settings.renewAfter);
      told = told.then(() => this.#tell(JSON.parse(String(message.data)) as LiveEvent));
      told.catch((error: unknown) => {
        finish();
        reject(error);
      });
    };
    // An error is followed by a close, which says what there is to say.
    socket.onerror = () => {};
    socket.onclose = (event: { code: number }) => end(event.code);
    if (signal.aborted) {
      aborted();
    } else {
      signal.addEventListener('abort', aborted, { once: true });
    }
  }

  async #tell(event: LiveEvent): Promise<void> {
    const sequence = Number(event.sequence);
    if (this.#closing.signal.aborted || sequence <= this.#sequence) {
      return;
    }
    await this.#listener(event);
    this.#sequence = sequence;
  }
}
