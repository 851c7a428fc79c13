import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Motorpool, ProblemError, type LiveEvent } from '@motorpool/client';
import { WebSocketServer, type WebSocket } from 'ws';
import { json, problem, StubGateway, type Reply } from './stub.js';

const CUSTOMER = '0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a';
const QUICK = { attempts: 3, firstDelay: 2, longestDelay: 4, timeLimit: 5_000 };

let gateway: StubGateway;
let topics: WebSocketServer;
let opened: string[];
let tickets: (() => Reply)[];
let scripts: ((socket: WebSocket) => void)[];

beforeEach(async () => {
  opened = [];
  tickets = [];
  scripts = [];
  let ticket = 0;
  gateway = await StubGateway.with(({ target }) =>
    target === '/notifications/tickets'
      ? (tickets.shift()?.() ?? json({ ticket: `t${++ticket}` }))
      : json({ items: [{ sequence: 41 }] }),
  );
  topics = new WebSocketServer({ server: gateway.server });
  topics.on('connection', (socket, request) => {
    opened.push(request.url ?? '');
    scripts.shift()?.(socket);
  });
});
afterEach(async () => {
  topics.clients.forEach((socket) => socket.terminate());
  topics.close();
  await gateway.close();
});

function client(renewAfter?: number): Motorpool {
  return new Motorpool({ baseUrl: gateway.url, retryPolicy: QUICK, renewAfter, token: () => 'secret' });
}

function event(sequence: number, type = 'reservation.created'): string {
  return JSON.stringify({ type, sequence: String(sequence).padStart(10, '0'), data: { status: 'PENDING' } });
}

/** A listener that keeps what it is told, and tells when it is enough. */
function listener(enough: number): { listen: (event: LiveEvent) => void; told: number[]; done: Promise<void> } {
  const told: number[] = [];
  let resolve = () => {};
  const done = new Promise<void>((it) => (resolve = it));
  const listen = (live: LiveEvent) => {
    told.push(Number(live.sequence));
    if (told.length === enough) {
      resolve();
    }
  };
  return { listen, told, done };
}

test('a lost connection is made anew after the last event that was told', async () => {
  scripts = [
    (socket) => socket.send(event(5), () => socket.terminate()),
    (socket) => {
      socket.send(event(5));
      socket.send(event(6));
      socket.close(1001);
    },
    (socket) => socket.send(event(7)),
  ];
  const { listen, told, done } = listener(3);
  const live = await client().follow(CUSTOMER, listen, { after: 4 });
  await done;
  assert.deepEqual(told, [5, 6, 7]);
  const topic = `/topic/reservations/${CUSTOMER}`;
  assert.deepEqual(opened, [
    `${topic}?after=4&ticket=t1`,
    `${topic}?after=5&ticket=t2`,
    `${topic}?after=6&ticket=t3`,
  ]);
  live.close();
  await live.ended;
  assert.equal(live.sequence, 7);
});

test('begins where the events of the customer end', async () => {
  const live = await client().follow(CUSTOMER, () => {});
  assert.equal(live.sequence, 41);
  live.close();
  await live.ended;
});

test('a refused ticket is the end, and one that is not to be had now is asked for again', async () => {
  tickets = [() => problem(503, 'busy'), () => problem(403, 'forbidden')];
  const live = await client().follow(CUSTOMER, () => {}, { after: 0 });
  await assert.rejects(live.ended, (error: unknown) => error instanceof ProblemError && error.status === 403);
  assert.equal(gateway.asked.length, 2);
});

test('a WebSocket that is refused at once for its place is the end', async () => {
  scripts = [(socket) => socket.close(1008)];
  const live = await client().follow(CUSTOMER, () => {}, { after: 99 });
  await assert.rejects(live.ended, /1008/);
});

test('a token that has expired is replaced', async () => {
  scripts = [(socket) => socket.send(event(1), () => socket.close(1008)), (socket) => socket.send(event(2))];
  const { listen, told, done } = listener(2);
  const live = await client().follow(CUSTOMER, listen, { after: 0 });
  await done;
  assert.deepEqual(told, [1, 2]);
  live.close();
  await live.ended;
});

test('a connection that is silent for too long is made anew', async () => {
  const { listen, done } = listener(1);
  scripts = [() => {}, (socket) => socket.send(event(1))];
  const live = await client(30).follow(CUSTOMER, listen, { after: 0 });
  await done;
  live.close();
  await live.ended;
});

const SLOW = {
  'comes back late': () => {
    const end = performance.now() + 100;
    while (performance.now() < end);
  },
  'is done late': () => new Promise<void>((resolve) => setTimeout(resolve, 100)),
};
for (const [how, takes] of Object.entries(SLOW)) {
  test(`a listener that ${how} is told each event once, in order, however long a connection may be silent`, async () => {
    const sends = (socket: WebSocket) => [1, 2, 3].forEach((it) => socket.send(event(it)));
    scripts = Array.from({ length: 50 }, () => sends);
    const told: string[] = [];
    const live = await client(30).follow(
      CUSTOMER,
      async (it) => {
        told.push(`${Number(it.sequence)} begins`);
        await takes();
        told.push(`${Number(it.sequence)} ends`);
      },
      { after: 0 },
    );
    while (live.sequence < 3 || opened.length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    live.close();
    await live.ended;
    assert.deepEqual(told, ['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
  });
}

test('a listener that fails is the end, and its event is not taken', async () => {
  scripts = [
    (socket) => {
      socket.send(event(1));
      socket.send(event(2));
      socket.send(event(3));
    },
  ];
  const told: number[] = [];
  const live = await client().follow(
    CUSTOMER,
    async (it) => {
      told.push(Number(it.sequence));
      if (it.sequence.endsWith('2')) {
        throw new Error('full');
      }
    },
    { after: 0 },
  );
  await assert.rejects(live.ended, /full/);
  assert.equal(live.sequence, 1);
  assert.deepEqual(told, [1, 2]);
});
