/**
 * The last word: what a program that ends well says on both streams when it has nothing more to say (typescript/preload.ts sends it).
 * An engine of containers takes 30 ms to tell of an end; who heard this, and sees that the process is gone, need not wait for that.
 */

export const lastWord = '\u001e{"type":"end"}\n';

const word = Buffer.from(lastWord);

/** One stream: passes everything on but the last word, however it was cut. */
export class LastWordReader {
  private held: Buffer = Buffer.alloc(0);
  /** True while nothing came after it. */
  heard = false;

  push(data: Buffer): Buffer {
    const all = this.held.length === 0 ? data : Buffer.concat([this.held, data]);
    this.heard = all.subarray(-word.length).equals(word);
    const start = this.heard ? all.length - word.length : all.lastIndexOf(word[0]!);
    const mayBegin = start >= 0 && (this.heard || all.subarray(start).equals(word.subarray(0, all.length - start)));
    this.held = mayBegin && !this.heard ? all.subarray(start) : Buffer.alloc(0);
    return mayBegin ? all.subarray(0, start) : all;
  }

  /** What was held back and turned out to be no last word. */
  end(): Buffer {
    const rest = this.held;
    this.held = Buffer.alloc(0);
    return rest;
  }
}
