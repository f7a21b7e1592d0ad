/** `OutputQueue`: what a program writes, from several streams to one reader. Bounded by the step's log limit, so it needs no back-pressure. */
import type { OutputChunk } from './engine.ts';

export class OutputQueue implements AsyncIterable<OutputChunk> {
  private waiting: OutputChunk[] = [];
  private ended = false;
  private wake: (() => void) | null = null;

  push(chunk: OutputChunk): void {
    if (this.ended) return;
    this.waiting.push(chunk);
    this.wake?.();
  }

  end(): void {
    this.ended = true;
    this.wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<OutputChunk, void> {
    for (;;) {
      const chunks = this.waiting;
      this.waiting = [];
      yield* chunks;
      if (this.waiting.length > 0) continue;
      if (this.ended) return;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = null;
    }
  }
}
