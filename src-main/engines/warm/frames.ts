/** `frameReader`: takes apart what the agent of a warm container sends, whatever way it was cut. */
import { frameHeaderBytes, frameKinds, type StepEnd } from '../../../src-runtime/warm/protocol.ts';
import type { OutputChunk } from '../engine.ts';

export interface FrameListener {
  chunk(chunk: OutputChunk): void;
  end(end: StepEnd): void;
}

export function frameReader(listener: FrameListener): (data: Buffer) => void {
  let header = Buffer.alloc(0);
  let kind = 0;
  let left = 0;
  let end: Buffer[] = [];
  return (data) => {
    let from = 0;
    while (from < data.length) {
      if (left === 0) {
        const taken = data.subarray(from, from + frameHeaderBytes - header.length);
        header = Buffer.concat([header, taken]);
        from += taken.length;
        if (header.length < frameHeaderBytes) return;
        kind = header[0]!;
        left = header.readUInt32BE(1);
        header = Buffer.alloc(0);
        continue;
      }
      const part = data.subarray(from, from + left);
      from += part.length;
      left -= part.length;
      if (kind !== frameKinds.end) listener.chunk({ stream: kind === frameKinds.stderr ? 'stderr' : 'stdout', data: part });
      else end.push(part);
      if (kind !== frameKinds.end || left > 0) continue;
      listener.end(JSON.parse(Buffer.concat(end).toString('utf8')) as StepEnd);
      end = [];
    }
  };
}
