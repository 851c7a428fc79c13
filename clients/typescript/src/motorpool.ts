import { Caller, type CallerSettings } from './caller.js';
import { Apis } from './generated/apis.js';
import { LiveEvents, type LiveListener, type WebSocketFactory } from './live.js';
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from './retry.js';
import { platformWebSocket } from './websocket.js';

/** Address, token and patience of a client. */
export interface MotorpoolOptions {
  /** Where the contract's paths begin: scheme, host and port of the gateway. */
  baseUrl: string;
  /**
   * Gives the token of an OpenID Connect issuer, without `Bearer`; it is asked before each attempt, so it should keep the token
   * while it is good, and get a new one before it expires. Without one only what is open to everybody can be called.
   */
  token?: () => string | undefined | Promise<string | undefined>;
  /** Milliseconds that an attempt may take; 20,000 where nothing is set. */
  timeout?: number;
  /** How calls are tried again; `DEFAULT_RETRY_POLICY` where nothing is set. */
  retryPolicy?: RetryPolicy;
  /** Sends the requests; the platform's where nothing is set. */
  fetch?: typeof globalThis.fetch;
  /** Opens the WebSockets; the platform's where nothing is set, and those of the package `ws` where it has none. */
  webSocket?: WebSocketFactory;
  /**
   * Milliseconds without an event after which a live connection is made anew, in case that it is dead and nobody has said so;
   * 300,000 where nothing is set.
   */
  renewAfter?: number;
}

/** What may be said when following. */
export interface FollowOptions {
  /** The sequence of the last event that is known already, 0 for all there are; where nothing is set, from now on. */
  after?: number;
}

/** Motorpool, as seen by whoever has its address and a token. One is enough for a program. */
export class Motorpool extends Apis {
  readonly #settings: CallerSettings;
  readonly #webSocket: WebSocketFactory;
  readonly #renewAfter: number;

  constructor(options: MotorpoolOptions) {
    const { protocol } = new URL(options.baseUrl);
    if (protocol !== 'https:' && protocol !== 'http:') {
      throw new TypeError(`An address begins with https:// or http://: ${options.baseUrl}`);
    }
    const settings: CallerSettings = {
      baseUrl: options.baseUrl.replace(/\/+$/, ''),
      token: options.token ?? (() => undefined),
      timeout: options.timeout ?? 20_000,
      retryPolicy: options.retryPolicy ?? DEFAULT_RETRY_POLICY,
      fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    };
    super(new Caller(settings));
    this.#settings = settings;
    this.#webSocket = options.webSocket ?? platformWebSocket;
    this.#renewAfter = options.renewAfter ?? 300_000;
  }

  /**
   * Tells of what happens to a customer's reservations and their invoices: each event once, in order, none left out, however
   * often the connection is lost. Fails if the customer may not be followed.
   */
  async follow(customerId: string, listener: LiveListener, options: FollowOptions = {}): Promise<LiveEvents> {
    const after = options.after ?? (await this.#latest(customerId));
    const settings = {
      baseUrl: this.#settings.baseUrl,
      retryPolicy: this.#settings.retryPolicy,
      webSocket: this.#webSocket,
      renewAfter: this.#renewAfter,
      // A page can send no header with a WebSocket; a ticket does everywhere.
      ticket: async (signal: AbortSignal) => (await this.notifications.issueTicket({ customerId }, { signal })).ticket,
    };
    return new LiveEvents(settings, customerId, after, listener);
  }

  /**
   * Where the customer's events end at the moment. Without a number to begin after, what comes before the first connection
   * stands would be missed.
   */
  async #latest(customerId: string): Promise<number> {
    const { items } = await this.notifications.listNotifications(customerId, { limit: 1 });
    return items[0]?.sequence ?? 0;
  }
}
