import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventReader, type OutputRecord } from '../executor/events.ts';
import { createMasker, masked } from './mask.ts';

const secret = 'correct horse/battery+staple';
const said = (records: readonly OutputRecord[]) =>
  records.map((record) => (record.kind === 'line' ? record.text : JSON.stringify(record.event))).join('\n');

function read(bytes: Buffer, cuts: readonly number[]): OutputRecord[] {
  const reader = createEventReader(true, () => 0, createMasker([secret]));
  const places = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return [...places.slice(1).flatMap((end, index) => reader.push(bytes.subarray(places[index], end))), ...reader.end()];
}

test('a secret is never in what is kept, however the stream was cut and wherever the lines break, and the records are the same', () => {
  const piece = fc.oneof(
    fc.constantFrom(secret, JSON.stringify(secret), encodeURIComponent(secret), '\n', '\u001e{"type":"log","message":"', `"}\n`, 'é ', 'ação\r\n'),
    fc.integer({ min: 1, max: 17_000 }).map((length) => 'x'.repeat(length)),
    fc.string({ maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 8 }), (pieces, cuts) => {
      const bytes = Buffer.from(pieces.join(''));
      const records = read(bytes, cuts);
      expect(said(records)).not.toContain(secret);
      expect(records.map((record) => (record.kind === 'line' ? record.text : '')).join('')).not.toContain(secret);
      expect(said(records)).not.toContain(encodeURIComponent(secret));
      expect(records).toEqual(read(bytes, []));
    }),
    { numRuns: 300 },
  );
});

test('a line that is too long is not cut in the middle of a secret', () => {
  const line = `${'x'.repeat(16 * 1024 - 10)}${secret}${'y'.repeat(9000)}`;
  const records = read(Buffer.from(line), [16 * 1024, 20_000]);
  expect(said(records)).toContain(masked);
  expect(said(records).replaceAll('\n', '')).not.toContain('correct');
});

test.each([
  ['ghp_0123456789abcdefghijABCDEFGHIJ012345', 'GitHub'],
  ['github_pat_11ABCDEFG0123456789_abcdefghijklmnopqrstuvwxyz', 'GitHub'],
  ['sk-proj-abcdefghijklmnopqrstuvwxyz012345', 'OpenAI'],
  ['hf_abcdefghijklmnopqrstuvwxyzABCDEF', 'Hugging Face'],
  ['AKIAIOSFODNN7EXAMPLE', 'AWS'],
  ['AIzaSyA-1234567890abcdefghijklmnopqrstu', 'Google'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U', 'JWT'],
])('%s is taken for a token (%s)', (token) => {
  expect(createMasker([]).line(`usando ${token}, pronto`)).toBe(`usando ${masked}, pronto`);
});

test.each([
  ['Authorization: Bearer abc.def-ghi_jkl0', `Authorization: Bearer ${masked}`],
  ['postgres://ana:s3nh4!x@db:5432/voos', `postgres://ana:${masked}@db:5432/voos`],
  ['{"api_key": "0123456789"}', `{"api_key": "${masked}"}`],
  ['senha=muitosecreta;', `senha=${masked};`],
])('of %s only the secret part goes', (text, left) => {
  expect(createMasker([]).line(text)).toBe(left);
});

test('a private key goes with all its lines, and ordinary words stay', () => {
  const masker = createMasker([]);
  const lines = [
    'antes',
    '-----BEGIN RSA PRIVATE KEY-----',
    'MIIEow==',
    'abc',
    '-----END RSA PRIVATE KEY-----',
    'o token de fim: sk-learn, 1.234 tokens',
  ];
  expect(lines.map((line) => masker.line(line))).toEqual(['antes', masked, masked, masked, masked, lines[5]]);
});

test('Base64 of a secret goes too, wherever it begins in what was coded', () => {
  for (const before of ['', 'a', 'ab', 'abc']) {
    const coded = Buffer.from(`${before}${secret}:fim`).toString('base64');
    const left = createMasker([secret]).line(coded);
    expect(left).toContain(masked);
    expect(Buffer.from(left.replace(masked, '')).toString()).not.toContain(coded.slice(6, -10));
  }
});
