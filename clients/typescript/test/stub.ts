import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked. */
export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly at: number;
}

/** What to answer; nothing breaks the connection off. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export const BREAKS_OFF = undefined;

export function json(body: unknown): Reply {
  return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

export function problem(status: number, kind: string, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
    body: JSON.stringify({
      type: `urn:motorpool:problem:${kind}`,
      title: 'A problem',
      status,
      detail: 'It is so.',
      errors: [{ pointer: '#/startsAt', detail: 'is too early' }],
    }),
  };
}

/** A server that answers as it is told to, and remembers what it was asked. */
export class StubGateway {
  readonly asked: Asked[] = [];

  private constructor(readonly server: Server) {}

  /** Answers with what is given for each request. */
  static async with(reply: (asked: Asked) => Reply | undefined): Promise<StubGateway> {
    const server = createServer();
    const stub = new StubGateway(server);
    server.on('request', async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) {
        parts.push(part as Buffer);
      }
      const asked = {
        method: request.method ?? '',
        target: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
        at: performance.now(),
      };
      stub.asked.push(asked);
      const answer = reply(asked);
      if (answer === undefined) {
        request.socket.destroy();
      } else {
        response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  /** Answers with each of them once, the last one again and again. */
  static answering(...replies: (Reply | undefined)[]): Promise<StubGateway> {
    let next = 0;
    return StubGateway.with(() => replies[Math.min(next++, replies.length - 1)]);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
