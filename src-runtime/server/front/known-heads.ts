/** `headReader`: heads as `readHead` reads them, looked up first: a client writes the same one with every request, but for the length. */
import { type Head, readHead } from './head.ts';

/** Of one client there are as many as its bodies have lengths. */
const MOST = 1_024;
const LONGEST = 1_024;
const END = Buffer.from('\r\n\r\n');

export function headReader(): (bytes: Buffer) => Head | null {
  const known = new Map<string, Head>();
  return (bytes) => {
    const end = bytes.indexOf(END) + END.length;
    if (end < END.length || end > LONGEST) return readHead(bytes);
    const text = bytes.toString('latin1', 0, end);
    const found = known.get(text);
    if (found) return found;
    const head = readHead(bytes);
    // One with an id of its own never comes again.
    if (head && head.requestId === undefined && head.traceparent === undefined) {
      if (known.size >= MOST) known.clear();
      known.set(text, head);
    }
    return head;
  };
}
