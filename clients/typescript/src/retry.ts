/**
 * How often, and how patiently, a call is tried again. Only calls that change nothing, and those that carry an
 * `Idempotency-Key`, are ever repeated; after a lost connection, a time-out, and an answer of 429, 502, 503 or 504.
 * All times are in milliseconds.
 */
export interface RetryPolicy {
  /** The most attempts in all, the first included; 1 for no repetition. */
  readonly attempts: number;
  /**
   * The pause after the first attempt, doubled after each further one. What is waited is by chance between half of it and
   * all of it, so that clients do not come back together.
   */
  readonly firstDelay: number;
  /** No pause is longer, unless the answer's `Retry-After` says so. */
  readonly longestDelay: number;
  /** For all attempts and pauses together: where a pause would end later, the last failure is what the caller gets. */
  readonly timeLimit: number;
}

/** Four attempts within 30 seconds, 200 ms and then up to 5 s apart. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  attempts: 4,
  firstDelay: 200,
  longestDelay: 5_000,
  timeLimit: 30_000,
};

/** The pause before the next attempt, after so many that have failed. */
export function delayAfter(policy: RetryPolicy, failed: number): number {
  const delay = Math.min(policy.longestDelay, policy.firstDelay * 2 ** (failed - 1));
  return delay / 2 + (Math.random() * delay) / 2;
}

/** Waits; fails with the signal's reason when that is aborted meanwhile. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const aborted = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', aborted, { once: true });
  });
}
