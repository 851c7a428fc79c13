/** A page of a list. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/**
 * Everything in a list that comes in pages. A page is asked for when the loop gets there, and not before.
 *
 * ```ts
 * for await (const vehicle of pages((cursor) => motorpool.vehicles.listVehicles({ branchId, cursor }))) { … }
 * ```
 */
export async function* pages<T>(page: (cursor: string | undefined) => Promise<Page<T>>): AsyncGenerator<T, void, void> {
  let cursor: string | undefined;
  do {
    const found = await page(cursor);
    yield* found.items;
    cursor = found.nextCursor;
  } while (cursor !== undefined);
}
