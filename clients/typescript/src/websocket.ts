import type { WebSocketFactory, WebSocketLike } from './live.js';

/** What is imported where there is no WebSocket. Not a literal, so that what bundles for browsers does not look for it. */
const PACKAGE = 'ws';

/** The platform's own, in browsers and in Node from 22 on; before, the package `ws`, which is to be installed then. */
export const platformWebSocket: WebSocketFactory = async (url) => {
  if (typeof globalThis.WebSocket === 'function') {
    return new globalThis.WebSocket(url);
  }
  const { WebSocket } = (await import(PACKAGE)) as { WebSocket: new (url: string) => WebSocketLike };
  return new WebSocket(url);
};
