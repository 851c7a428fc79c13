import { Answer } from './answer.js';
import { NoAnswerError, ProblemError } from './errors.js';
import type { Problem } from './generated/types.js';
import { delayAfter, pause, type RetryPolicy } from './retry.js';

const IDEMPOTENCY_KEY = 'Idempotency-Key';
const KEY_IN_USE = 'urn:motorpool:problem:idempotency-key-in-use';

/** The answers that say nothing of the request itself, but that it did not get through. */
const PASSING = new Set([429, 502, 503, 504]);

/** What may be said with every call. */
export interface CallOptions {
  /** Gives the call up. */
  signal?: AbortSignal;
}

/** A call as the generated methods put it together. */
export interface Call {
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
  readonly parameters: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  /** The header fields that the operation knows; without a value one is left out. */
  readonly headers?: Record<string, unknown>;
  readonly body?: unknown;
  readonly mediaType?: string;
  readonly accept?: string;
  /** Whether the answer is wanted as the bytes that it is. */
  readonly bytes?: boolean;
}

/** What a caller stands on. */
export interface CallerSettings {
  readonly baseUrl: string;
  readonly token: () => string | undefined | Promise<string | undefined>;
  readonly timeout: number;
  readonly retryPolicy: RetryPolicy;
  readonly fetch: typeof globalThis.fetch;
}

/** An answer that was read to its end. */
interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** Sends calls, and sends those again that may be. For the generated methods; it may change with any release. */
export class Caller {
  readonly #settings: CallerSettings;

  constructor(settings: CallerSettings) {
    this.#settings = settings;
  }

  async send<T>(call: Call, options: CallOptions = {}): Promise<Answer<T>> {
    const policy = this.#settings.retryPolicy;
    const name = `${call.method} ${filled(call)}`;
    const headers = headersOf(call);
    const repeatable = call.method === 'GET' || headers.has(IDEMPOTENCY_KEY);
    const end = Date.now() + policy.timeLimit;
    for (let attempt = 1; ; attempt++) {
      let received: Received | undefined;
      let failure: unknown;
      try {
        received = await this.#attempt(call, headers, end, options.signal);
      } catch (error) {
        if (options.signal?.aborted) {
          throw error;
        }
        failure = error;
      }
      if (received !== undefined && !isWorthRepeating(received)) {
        return answer<T>(name, call, received);
      }
      const delay = Math.max(delayAfter(policy, attempt), askedFor(received));
      if (!repeatable || attempt >= policy.attempts || Date.now() + delay >= end) {
        if (received !== undefined) {
          return answer<T>(name, call, received);
        }
        throw new NoAnswerError(`${name} is not answered: ${reason(failure)}`, { cause: failure });
      }
      await pause(delay, options.signal);
    }
  }

  async #attempt(call: Call, headers: Headers, end: number, signal?: AbortSignal): Promise<Received> {
    const { baseUrl, token, timeout, fetch } = this.#settings;
    const sent = new Headers(headers);
    const bearer = await token();
    if (bearer !== undefined) {
      sent.set('Authorization', `Bearer ${bearer}`);
    }
    // Not AbortSignal.any, which browsers of a few years ago lack.
    const controller = new AbortController();
    const abort = () => controller.abort(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) {
      abort();
    }
    const limit = Math.max(1, Math.min(timeout, end - Date.now()));
    const timer = setTimeout(() => controller.abort(new Error(`no answer within ${limit} ms`)), limit);
    try {
      const response = await fetch(baseUrl + filled(call) + queryOf(call), {
        method: call.method,
        headers: sent,
        body: bodyOf(call),
        // A token is for one address, and never follows a redirection to another.
        redirect: 'error',
        signal: controller.signal,
      });
      return {
        status: response.status,
        headers: response.headers,
        bytes: new Uint8Array(await response.arrayBuffer()),
      };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }
}

function filled(call: Call): string {
  return call.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = call.parameters[name];
    if (value === undefined || value === null || value === '') {
      throw new TypeError(`${name} is missing`);
    }
    return encodeURIComponent(String(value));
  });
}

function queryOf(call: Call): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined && value !== null) {
      query.append(name, String(value));
    }
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** An operation that knows an idempotency key always gets one, a new one where the caller has none. */
function headersOf(call: Call): Headers {
  const headers = new Headers({ Accept: [call.accept, 'application/problem+json'].filter(Boolean).join(', ') });
  if (call.mediaType !== undefined) {
    headers.set('Content-Type', call.mediaType);
  }
  for (const [name, value] of Object.entries(call.headers ?? {})) {
    if (value !== undefined && value !== null) {
      headers.set(name, String(value));
    } else if (name === IDEMPOTENCY_KEY) {
      headers.set(name, randomKey());
    }
  }
  return headers;
}

/** Not randomUUID, which pages that are not secure lack. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bodyOf(call: Call): string | undefined {
  if (call.mediaType === undefined) {
    return undefined;
  }
  if (call.body === undefined || call.body === null) {
    throw new TypeError('The body is missing');
  }
  return typeof call.body === 'string' && !call.mediaType.includes('json') ? call.body : JSON.stringify(call.body);
}

function isWorthRepeating(received: Received): boolean {
  // 409 with this type: the attempt before is still being worked on.
  return PASSING.has(received.status) || (received.status === 409 && problemOf(received)?.type === KEY_IN_USE);
}

/** Motorpool says seconds; a date, which a proxy may send, is not worth trusting a clock for. */
function askedFor(received: Received | undefined): number {
  const text = received?.headers.get('Retry-After')?.trim() ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) * 1000 : 0;
}

function answer<T>(name: string, call: Call, received: Received): Answer<T> {
  const { status, headers } = received;
  if (status < 200 || status > 299) {
    const problem = problemOf(received) ?? { type: 'about:blank', title: `Answered with ${status}`, status };
    throw new ProblemError(name, problem, headers.get('X-Request-Id') ?? undefined);
  }
  return new Answer(status, headers, bodyFrom(name, call, received) as T);
}

function bodyFrom(name: string, call: Call, { status, headers, bytes }: Received): unknown {
  if (call.bytes) {
    return bytes;
  }
  if (bytes.length === 0 || call.accept === undefined) {
    return undefined;
  }
  const text = new TextDecoder().decode(bytes);
  if (!call.accept.includes('json') && !(headers.get('Content-Type') ?? '').includes('json')) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    // Without the cause, which quotes the text, and that may be personal.
    throw new NoAnswerError(`${name} is answered ${status} with what is not JSON`);
  }
}

function problemOf(received: Received): Problem | undefined {
  try {
    const problem = JSON.parse(new TextDecoder().decode(received.bytes)) as Partial<Problem> | null;
    return typeof problem?.type === 'string' && typeof problem.title === 'string' && typeof problem.status === 'number'
      ? (problem as Problem)
      : undefined;
  } catch {
    return undefined;
  }
}

function reason(failure: unknown): string {
  if (!(failure instanceof Error)) {
    return String(failure);
  }
  return failure.cause instanceof Error ? `${failure.message}: ${failure.cause.message}` : failure.message;
}
