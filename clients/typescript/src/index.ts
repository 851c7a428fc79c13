export { Answer, eTagOf } from './answer.js';
export type { CallOptions } from './caller.js';
export { NoAnswerError, ProblemError } from './errors.js';
export type { InvoiceEvent, InvoiceSnapshot, ReservationEvent, ReservationSnapshot } from './generated/event/types.js';
export * from './generated/apis.js';
// Of the types, ProblemError is one of the places in a problem, and known by the error's `errors`.
export type * from './generated/types.js';
export { LiveEvents, type LiveEvent, type LiveListener, type WebSocketFactory, type WebSocketLike } from './live.js';
export { Motorpool, type FollowOptions, type MotorpoolOptions } from './motorpool.js';
export { pages, type Page } from './pages.js';
export { DEFAULT_RETRY_POLICY, type RetryPolicy } from './retry.js';
