/** The heap that V8 is given, and telling its own end, or Python's, for lack of memory from others: both say so on stderr just before. */
const markers = ['JavaScript heap out of memory', 'MemoryError'].map((text) => Buffer.from(text));

const longest = Math.max(...markers.map(({ length }) => length));

export class HeapWatch {
  seen = false;
  private tail = Buffer.alloc(0);

  see(data: Buffer): void {
    if (this.seen) return;
    const text = Buffer.concat([this.tail, data]);
    this.seen = markers.some((marker) => text.includes(marker));
    this.tail = text.subarray(-longest);
  }
}

/** V8 aborts; in a container the signal arrives as 128 + 6. */
export function endedByHeap(code: number | null, signal: NodeJS.Signals | null, heap: HeapWatch): boolean {
  return heap.seen && (signal === 'SIGABRT' || signal === 'SIGTRAP' || code === 134 || code === 133);
}

/** V8 keeps part of the limit for what is not its old generation: buffers, code, the new generation. */
export function heapMegabytes(memoryBytes: number): number {
  return Math.max(32, Math.floor((memoryBytes / 2 ** 20) * 0.8));
}
