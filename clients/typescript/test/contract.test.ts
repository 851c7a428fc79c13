import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Motorpool } from '@motorpool/client';

// From target/package/test, where this is run.
const root = new URL('../../../', import.meta.url);
const contract = readFileSync(new URL('../../contracts/target/merged/motorpool.yaml', root), 'utf8');

test('the version is that of the contract', () => {
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
  assert.equal(version, /^ {2}version: "?([\d.]+)"?$/m.exec(contract)?.[1]);
});

test('every operation is a call', () => {
  const operations = [...contract.matchAll(/^ +operationId: "?(\w+)"?$/gm)].map((match) => match[1]!);
  const calls = new Set(
    Object.values(new Motorpool({ baseUrl: 'http://localhost' })).flatMap((api: object) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(api)),
    ),
  );
  assert.ok(operations.length > 100);
  assert.deepEqual(
    operations.filter((operation) => !calls.has(operation)),
    [],
  );
});
