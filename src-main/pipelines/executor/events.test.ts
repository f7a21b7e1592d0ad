import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventReader, type OutputRecord } from './events.ts';

const RS = '\u001e';
const now = () => 1000;

function readAll(bytes: Buffer, cuts: readonly number[], events = true): OutputRecord[] {
  const reader = createEventReader(events, now);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const records = places.slice(1).flatMap((to, index) => reader.push(bytes.subarray(places[index], to)));
  return [...records, ...reader.end()];
}

test('events and lines of log share one stream', () => {
  const text = `ol\u00e1\n${RS}{"type":"metric","key":"f1","value":0.5,"step":2,"timestamp":7}\nsem fim${RS}{"type":"param","key":"k","value":{"a":1}}\r\n\nfim`;
  expect(readAll(Buffer.from(text), [])).toEqual([
    { kind: 'line', text: 'olá' },
    { kind: 'event', event: { type: 'metric', key: 'f1', value: 0.5, step: 2, timestamp: 7 } },
    { kind: 'line', text: 'sem fim' },
    { kind: 'event', event: { type: 'param', key: 'k', value: '{"a":1}' } },
    { kind: 'line', text: '' },
    { kind: 'line', text: 'fim' },
  ]);
});

test('what is not one of our events stays a line', () => {
  for (const bad of [
    '{',
    'null',
    '{"type":"nope"}',
    '{"type":"metric","key":"k","value":"0.5"}',
    '{"type":"metric","value":1}',
    '{"type":"metric","key":"k","value":1e999}',
  ]) {
    expect(readAll(Buffer.from(`${RS}${bad}\n`), [])).toEqual([{ kind: 'line', text: bad }]);
  }
});

test('stderr carries no events', () => {
  expect(readAll(Buffer.from(`${RS}{"type":"tag","key":"a","value":"b"}\n`), [], false)).toEqual([
    { kind: 'line', text: '{"type":"tag","key":"a","value":"b"}' },
  ]);
});

test('the records are the same however the bytes are cut', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '\n',
      RS,
      `${RS}{"type":"log","level":"info","message":"ação"}\n`,
      `${RS}{"type":"progress","fraction":0.5}\n`,
      'é'.repeat(9000),
      'x'.repeat(40_000),
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 8 }), (pieces, cuts) => {
      const bytes = Buffer.from(pieces.join(''));
      expect(readAll(bytes, cuts)).toEqual(readAll(bytes, []));
    }),
    { numRuns: 300 },
  );
});
