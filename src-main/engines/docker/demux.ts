/** `demux`: takes apart the engine's multiplexed stream (8 bytes of header, then so many of stdout or stderr), whatever way it was cut. */
import type { Readable } from 'node:stream';
import type { OutputChunk } from '../engine.ts';

const headerBytes = 8;

export function demux(stream: Readable, onChunk: (chunk: OutputChunk) => void): void {
  stream.on('data', demuxer(onChunk));
}

export function demuxer(onChunk: (chunk: OutputChunk) => void): (data: Buffer) => void {
  let header = Buffer.alloc(0);
  let left = 0;
  let name: OutputChunk['stream'] = 'stdout';
  return (data) => {
    let from = 0;
    while (from < data.length) {
      if (left === 0) {
        const taken = data.subarray(from, from + headerBytes - header.length);
        header = Buffer.concat([header, taken]);
        from += taken.length;
        if (header.length < headerBytes) return;
        name = header[0] === 2 ? 'stderr' : 'stdout';
        left = header.readUInt32BE(4);
        header = Buffer.alloc(0);
      } else {
        const part = data.subarray(from, from + left);
        from += part.length;
        left -= part.length;
        onChunk({ stream: name, data: part });
      }
    }
  };
}
