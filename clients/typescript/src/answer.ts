/** An answer with what stands around its body. */
export class Answer<T> {
  constructor(
    /** The HTTP status, 200 to 299. */
    readonly status: number,
    /** Its header fields. */
    readonly headers: Headers,
    /** What was asked for. */
    readonly body: T,
  ) {}

  /**
   * The version of what was read, to be sent as `ifMatch` with a change of it: then the change is made to what was seen, or
   * refused with 412. Fails for answers that have none, as those of lists.
   */
  get eTag(): string {
    const eTag = this.headers.get('ETag');
    if (eTag === null) {
      throw new Error('The answer has no ETag');
    }
    return eTag;
  }
}

/** The ETag of a version, for who has kept the `version` of something and not the answer that it was in. */
export function eTagOf(version: number): string {
  return `"${version}"`;
}
