import type { Problem, ProblemError as ProblemPlace } from './generated/types.js';

/**
 * The call was answered with a problem (RFC 9457). Programs decide by `type`, which is stable; the words are for people.
 * `about:blank` is the type where the answer came from something that knows no problems, a proxy say.
 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    request: string,
    /** What was answered. */
    readonly problem: Problem,
    /** The id that the logs have of the request; whoever asks for help names it. */
    readonly requestId?: string,
  ) {
    super(describe(request, problem));
  }

  get type(): string {
    return this.problem.type;
  }

  get title(): string {
    return this.problem.title;
  }

  get status(): number {
    return this.problem.status;
  }

  get detail(): string | undefined {
    return this.problem.detail;
  }

  /** The places in the request that are wrong; empty where none can be named. */
  get errors(): readonly ProblemPlace[] {
    return this.problem.errors ?? [];
  }

  /** Whether it is of a kind, by the last part of its type, such as `vehicle-already-reserved`. */
  is(kind: string): boolean {
    return this.type === `urn:motorpool:problem:${kind}`;
  }
}

/**
 * Nobody answered, or not in a way that can be understood. Whether something was changed is not known; a call that was sent
 * with an `Idempotency-Key` may be made again with the same one.
 */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

function describe(request: string, problem: Problem): string {
  const places = (problem.errors ?? []).map((error) =>
    ['; ', error.pointer ?? error.parameter, ' ', error.detail].filter((part) => part !== undefined).join(''),
  );
  const detail = problem.detail === undefined ? '' : `: ${problem.detail}`;
  return `${request}: ${problem.status} ${problem.title}${detail}${places.join('')}`;
}
