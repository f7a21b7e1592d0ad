import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demuxer } from './demux.ts';

const frame = (stream: 'stdout' | 'stderr', text: string) => {
  const data = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream === 'stderr' ? 2 : 1;
  header.writeUInt32BE(data.length, 4);
  return Buffer.concat([header, data]);
};

test('frames come out whole and in order, wherever the stream was cut', () => {
  const frames = fc.array(fc.record({ stream: fc.constantFrom('stdout' as const, 'stderr' as const), text: fc.string({ maxLength: 40 }) }), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sent, cuts) => {
      const bytes = Buffer.concat(sent.map(({ stream, text }) => frame(stream, text)));
      const got = { stdout: '', stderr: '' };
      const parts: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
      const take = demuxer(({ stream, data }) => parts[stream].push(data));
      for (let from = 0, index = 0; from < bytes.length; index++) {
        const length = cuts[index % cuts.length]!;
        take(bytes.subarray(from, from + length));
        from += length;
      }
      for (const name of ['stdout', 'stderr'] as const) {
        got[name] = Buffer.concat(parts[name]).toString('utf8');
        expect(got[name]).toBe(
          sent
            .filter(({ stream }) => stream === name)
            .map(({ text }) => Buffer.from(text).toString('utf8'))
            .join(''),
        );
      }
    }),
  );
});
