import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { eTagOf, Motorpool, NoAnswerError, pages, ProblemError } from '@motorpool/client';
import { BREAKS_OFF, json, problem, StubGateway, type Reply } from './stub.js';

const ID = '0193d5a4-3000-7c00-8000-000000000001';
const FOUND = json({ id: ID, status: 'PENDING' });
const QUICK = { attempts: 3, firstDelay: 4, longestDelay: 8, timeLimit: 20_000 };
const QUOTE = { pickupBranchId: ID, startsAt: '2026-12-01T09:00:00Z', endsAt: '2026-12-04T09:00:00Z' };

let gateway: StubGateway | undefined;
afterEach(() => gateway?.close());

async function client(...replies: (Reply | undefined)[]): Promise<Motorpool> {
  gateway = await StubGateway.answering(...replies);
  return new Motorpool({ baseUrl: gateway.url, retryPolicy: QUICK });
}

for (const status of [429, 502, 503, 504]) {
  test(`a safe call is repeated after ${status}`, async () => {
    const motorpool = await client(problem(status, 'passing'), FOUND);
    assert.equal((await motorpool.reservations.getReservation(ID)).id, ID);
    assert.equal(gateway!.asked.length, 2);
  });
}

test('a safe call is repeated after a lost connection', async () => {
  const motorpool = await client(BREAKS_OFF, FOUND);
  assert.equal((await motorpool.reservations.getReservation(ID)).id, ID);
  assert.equal(gateway!.asked.length, 2);
});

test('what is wrong with the request is not repeated', async () => {
  const motorpool = await client(problem(409, 'no'), FOUND);
  await assert.rejects(motorpool.reservations.getReservation(ID), ProblemError);
  assert.equal(gateway!.asked.length, 1);
});

test('Retry-After is honoured', async () => {
  const motorpool = await client(problem(503, 'busy', { 'Retry-After': '1' }), FOUND);
  await motorpool.reservations.getReservation(ID);
  assert.ok(gateway!.asked[1]!.at - gateway!.asked[0]!.at >= 990);
});

test('a Retry-After beyond the time limit is not waited for', async () => {
  const motorpool = await client(problem(503, 'busy', { 'Retry-After': '3600' }), FOUND);
  await assert.rejects(motorpool.reservations.getReservation(ID), ProblemError);
  assert.equal(gateway!.asked.length, 1);
});

test('it ends after so many attempts', async () => {
  const motorpool = await client(problem(503, 'busy'));
  await assert.rejects(motorpool.reservations.getReservation(ID), { status: 503 });
  assert.equal(gateway!.asked.length, 3);
});

test('a creation is repeated with the same key and the same body', async () => {
  const motorpool = await client(problem(502, 'bad-gateway'), BREAKS_OFF, FOUND);
  await motorpool.quotes.createQuote(QUOTE);
  const keys = new Set(gateway!.asked.map((asked) => asked.headers['idempotency-key']));
  assert.equal(gateway!.asked.length, 3);
  assert.equal(keys.size, 1);
  assert.match(String([...keys][0]), /^[0-9a-f]{32}$/);
  assert.deepEqual(new Set(gateway!.asked.map((asked) => asked.body)), new Set([JSON.stringify(QUOTE)]));
});

test('each creation has a key of its own', async () => {
  const motorpool = await client(FOUND);
  await motorpool.quotes.createQuote(QUOTE);
  await motorpool.quotes.createQuote(QUOTE);
  await motorpool.quotes.createQuote(QUOTE, { idempotencyKey: 'mine' });
  const keys = gateway!.asked.map((asked) => asked.headers['idempotency-key']);
  assert.equal(new Set(keys).size, 3);
  assert.equal(keys[2], 'mine');
});

test('an attempt that is still worked on is waited for', async () => {
  const motorpool = await client(problem(409, 'idempotency-key-in-use'), FOUND);
  await motorpool.quotes.createQuote(QUOTE);
  assert.equal(gateway!.asked.length, 2);
});

test('an action that takes no key is never repeated', async () => {
  for (const failure of [problem(503, 'busy'), BREAKS_OFF]) {
    const motorpool = await client(failure, FOUND);
    await assert.rejects(
      motorpool.reservations.cancelReservation(ID, { reason: 'none' }),
      failure === BREAKS_OFF ? NoAnswerError : ProblemError,
    );
    assert.equal(gateway!.asked.length, 1);
    assert.equal(gateway!.asked[0]!.headers['idempotency-key'], undefined);
    await gateway!.close();
  }
});

test('an attempt that takes too long is given up, and made again', async () => {
  let asked = 0;
  const fetching: typeof fetch = async (_, init) =>
    ++asked === 1
      ? new Promise((_, reject) => init!.signal!.addEventListener('abort', () => reject(init!.signal!.reason)))
      : new Response(JSON.stringify({ id: ID }));
  const motorpool = new Motorpool({ baseUrl: 'http://localhost', retryPolicy: QUICK, timeout: 20, fetch: fetching });
  assert.equal((await motorpool.reservations.getReservation(ID)).id, ID);
  assert.equal(asked, 2);
});

test('a call can be given up', async () => {
  const motorpool = await client(problem(503, 'busy', { 'Retry-After': '10' }));
  const controller = new AbortController();
  const call = motorpool.reservations.getReservation(ID, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')), 30);
  await assert.rejects(call, /enough/);
});

test('each attempt asks for the token', async () => {
  gateway = await StubGateway.answering(problem(503, 'busy'), FOUND);
  let asked = 0;
  const motorpool = new Motorpool({ baseUrl: gateway.url, retryPolicy: QUICK, token: async () => `token-${++asked}` });
  await motorpool.reservations.getReservation(ID);
  assert.deepEqual(
    gateway.asked.map((it) => it.headers.authorization),
    ['Bearer token-1', 'Bearer token-2'],
  );
});

test('a problem is an error', async () => {
  const motorpool = await client(problem(422, 'too-early', { 'X-Request-Id': 'abc' }));
  const error = await motorpool.reservations.getReservation(ID).catch((it: unknown) => it);
  assert.ok(error instanceof ProblemError);
  assert.ok(error.is('too-early'));
  assert.equal(error.type, 'urn:motorpool:problem:too-early');
  assert.equal(error.status, 422);
  assert.equal(error.detail, 'It is so.');
  assert.equal(error.errors[0]?.pointer, '#/startsAt');
  assert.equal(error.requestId, 'abc');
  assert.equal(
    error.message,
    `GET /reservations/${ID}: 422 A problem: It is so.; #/startsAt is too early`,
  );
});

test('an error that is no problem is one all the same', async () => {
  const motorpool = await client({ status: 404, body: '<h1>Not here</h1>' });
  await assert.rejects(motorpool.reservations.getReservation(ID), { type: 'about:blank', status: 404 });
});

test('what is not JSON is no answer', async () => {
  const motorpool = await client({ headers: { 'Content-Type': 'application/json' }, body: '{"id": "secret' });
  await assert.rejects(motorpool.reservations.getReservation(ID), (error: Error) => {
    assert.ok(error instanceof NoAnswerError);
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
});

test('money stays the string that it is', async () => {
  const motorpool = await client(json({ amount: { amount: '50.10', currency: 'EUR' } }));
  const payment = await motorpool.invoices.recordPayment(ID, {
    amount: { amount: '50.10', currency: 'EUR' },
    method: 'CASH',
  });
  assert.equal(payment.amount.amount, '50.10');
  assert.match(gateway!.asked[0]!.body, /"amount":"50.10"/);
});

test('the version that was read is sent with the change', async () => {
  const motorpool = await client({ headers: { 'Content-Type': 'application/json', ETag: '"7"' }, body: '{}' });
  const read = await motorpool.reservations.getReservationAnswer(ID);
  await motorpool.reservations.changeReservation(ID, {}, { ifMatch: read.eTag, dryRun: true });
  assert.equal(gateway!.asked[1]!.method, 'PATCH');
  assert.equal(gateway!.asked[1]!.target, `/reservations/${ID}?dryRun=true`);
  assert.equal(gateway!.asked[1]!.headers['if-match'], eTagOf(7));
});

test('parameters are encoded', async () => {
  const motorpool = await client(FOUND);
  await motorpool.vehicleClasses.getVehicleClass('A/B c+d');
  assert.equal(gateway!.asked[0]!.target, '/vehicle-classes/A%2FB%20c%2Bd');
});

test('text and documents come and go as they are', async () => {
  const motorpool = await client(
    { headers: { 'Content-Type': 'application/pdf' }, body: '%PDF-ä' },
    { headers: { 'Content-Type': 'text/calendar' }, body: 'BEGIN:ü' },
    json({}),
  );
  assert.equal(new TextDecoder().decode(await motorpool.invoices.getInvoiceAsApplicationPdf(ID)), '%PDF-ä');
  assert.equal(await motorpool.vehicles.getVehicleCalendar(ID), 'BEGIN:ü');
  await motorpool.vehicles.importVehicles('code;ä\n');
  assert.match(String(gateway!.asked[0]!.headers.accept), /^application\/pdf/);
  assert.equal(gateway!.asked[2]!.headers['content-type'], 'text/csv');
  assert.equal(gateway!.asked[2]!.body, 'code;ä\n');
});

test('pages are read as one list, and only when they are needed', async () => {
  gateway = await StubGateway.with(({ target }) =>
    target === '/extras'
      ? json({ items: [{ code: 'A' }, { code: 'B' }], nextCursor: '2' })
      : target === '/extras?cursor=2'
        ? json({ items: [], nextCursor: '3' })
        : json({ items: [{ code: 'C' }] }),
  );
  const motorpool = new Motorpool({ baseUrl: gateway.url });
  const extras = pages((cursor) => motorpool.extras.listExtras({ cursor }));
  assert.equal(gateway.asked.length, 0);
  assert.equal((await extras.next()).value?.code, 'A');
  assert.equal((await extras.next()).value?.code, 'B');
  assert.equal(gateway.asked.length, 1);
  const rest = [];
  for await (const extra of extras) {
    rest.push(extra.code);
  }
  assert.deepEqual(rest, ['C']);
  assert.deepEqual(
    gateway.asked.map((asked) => asked.target),
    ['/extras', '/extras?cursor=2', '/extras?cursor=3'],
  );
});
