/**
 * What a desk does, over the client: finds what is free, quotes it, books it, hears that it is confirmed, and gives it up
 * again, so that it may be run as often as one likes. Ends with 0 only if all of it was seen.
 *
 * MOTORPOOL_URL is the gateway's address, MOTORPOOL_TOKEN an agent's token.
 */
import {
  eTagOf,
  Motorpool,
  pages,
  ProblemError,
  type Customer,
  type LiveEvent,
  type Money,
  type Quote,
} from '@motorpool/client';

const TIME_LIMIT = 120_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const token = process.env['MOTORPOOL_TOKEN'];
if (!token) {
  throw new Error('MOTORPOOL_TOKEN is not set: ./run token agent prints one');
}
const motorpool = new Motorpool({
  baseUrl: process.env['MOTORPOOL_URL'] ?? 'http://localhost:8080',
  token: () => token,
});

/** Events that have come, and who waits for one. */
const seen: LiveEvent[] = [];
let wake = () => {};

const customer = await register();
const start = Math.floor(Date.now() / HOUR) * HOUR + 30 * DAY;
const quote = await findAndQuote(customer, start, start + 3 * DAY);

const live = await motorpool.follow(customer.id, (event) => {
  console.log(`  <- ${Number(event.sequence)} ${event.type} ${event.data.status}`);
  seen.push(event);
  wake();
});
const booked = await motorpool.reservations.createReservation({ customerId: customer.id, quoteId: quote.id });
console.log(`Booked: ${booked.id} is ${booked.status}`);
await until('reservation.confirmed');
await rehearseAChange(booked.id);
await cancel(booked.id);
await until('reservation.cancelled');
console.log(`Heard everything up to event ${live.sequence}`);
live.close();
await live.ended;
await showInvoices(booked.id);
console.log('Everything was seen.');

async function register(): Promise<Customer> {
  const number = `${Date.now()}${Math.floor(Math.random() * 1000)}`;
  const registered = await motorpool.customers.createCustomer({
    firstName: 'Theo',
    lastName: 'Example',
    email: `theo.${number}@example.com`,
    dateOfBirth: yearsFromNow(-35),
    drivingLicence: {
      number: `TS-${number}`,
      country: 'AT',
      issuedOn: yearsFromNow(-10),
      expiresOn: yearsFromNow(5),
    },
  });
  console.log(`Registered ${registered.firstName}: ${registered.id}`);
  return registered;
}

/** The first class that is free at the first branch that is open then. */
async function findAndQuote(forWhom: Customer, from: number, to: number): Promise<Quote> {
  const startsAt = new Date(from).toISOString();
  const endsAt = new Date(to).toISOString();
  for await (const branch of pages((cursor) => motorpool.branches.listBranches({ limit: 2, cursor }))) {
    const { items: free } = await motorpool.availability.searchAvailability(branch.id, startsAt, endsAt);
    console.log(`${branch.name} has ${free.length} classes free`);
    const first = free[0];
    if (first) {
      const quoted = await motorpool.quotes.createQuote({
        customerId: forWhom.id,
        vehicleClass: first.vehicleClass,
        pickupBranchId: branch.id,
        startsAt,
        endsAt,
      });
      console.log(`Quoted: ${first.name} for ${money(quoted.price.total)} until ${quoted.expiresAt}`);
      return quoted;
    }
  }
  throw new Error(`Nothing is free at any branch from ${startsAt}`);
}

/** A change names the version that it was made from; with another version it is refused. */
async function rehearseAChange(reservationId: string): Promise<void> {
  const read = await motorpool.reservations.getReservationAnswer(reservationId);
  const longer = { endsAt: new Date(Date.parse(read.body.endsAt) + DAY).toISOString() };
  const change = await motorpool.reservations.changeReservation(reservationId, longer, {
    ifMatch: read.eTag,
    dryRun: true,
  });
  console.log(`One day more would cost ${money(change.difference)} more`);
  try {
    await motorpool.reservations.changeReservation(reservationId, longer, { ifMatch: eTagOf(4711) });
  } catch (error) {
    if (error instanceof ProblemError && error.status === 412) {
      console.log(`A change of another version is refused: ${error.title}`);
      return;
    }
    throw error;
  }
  throw new Error('A change of a version that never was has been accepted');
}

async function cancel(reservationId: string): Promise<void> {
  const { fee } = await motorpool.reservations.quoteCancellation(reservationId);
  const cancelled = await motorpool.reservations.cancelReservation(reservationId, {
    reason: 'It was an example',
    expectedFee: fee,
  });
  console.log(`Cancelled for ${money(fee)}: ${cancelled.status}`);
}

async function showInvoices(reservationId: string): Promise<void> {
  let invoices = 0;
  for await (const invoice of pages((cursor) => motorpool.invoices.listInvoices({ reservationId, limit: 1, cursor }))) {
    const pdf = await motorpool.invoices.getInvoiceAsApplicationPdf(invoice.id);
    console.log(
      `Invoice ${invoice.number} over ${money(invoice.total)} is ${invoice.status}; as a PDF it has ${pdf.length} bytes`,
    );
    invoices++;
  }
  if (invoices === 0) {
    throw new Error('The reservation has no invoice');
  }
}

/** Waits for an event, which may have come already. */
async function until(type: LiveEvent['type']): Promise<void> {
  const limit = Date.now() + TIME_LIMIT;
  while (!seen.some((event) => event.type === type)) {
    const left = limit - Date.now();
    if (left <= 0) {
      throw new Error(`No ${type} within ${TIME_LIMIT} ms`);
    }
    await Promise.race([
      new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, left).unref();
      }),
      // Fails when the events have ended by themselves.
      live.ended,
    ]);
  }
}

function yearsFromNow(years: number): string {
  const date = new Date();
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}

function money({ amount, currency }: Money): string {
  return `${amount} ${currency}`;
}
