import { expect, test } from 'vitest';
import { readHead } from './head.ts';

test('a head is read only if it can be read in one way', () => {
  const head = (text: string) => readHead(Buffer.from(text, 'latin1'));
  const usual =
    'POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\nX-Request-Id: 7\r\n\r\n{}';
  expect(head(usual)).toEqual({ path: '/predict', bodyAt: usual.length - 2, length: 2, requestId: '7', traceparent: undefined });
  const changed: [string, string][] = [
    ['POST', 'PUT'],
    ['HTTP/1.1', 'HTTP/1.0'],
    ['/predict', '/predict?x=1'],
    ['Host: a\r\n', ''],
    ['Host: a', 'Host: a\r\nHost: b'],
    ['Host: a', 'Host: a\n'],
    ['Host: a', 'Host: a\r\n folded'],
    ['Host: a', 'Host : a'],
    ['Host: a', 'Host: a\0'],
    ['Content-Length: 2', 'Content-Length: 2\r\nContent-Length: 2'],
    ['Content-Length: 2', 'Content-Length: +2'],
    ['Content-Length: 2', 'Content-Length: 2, 2'],
    ['Content-Length: 2', 'Content-Length: 0x2'],
    ['Content-Length: 2', 'Content-Length: 2\r\nTransfer-Encoding: chunked'],
    ['Content-Length: 2', 'Content-Length: 2\r\nContent-Encoding: gzip'],
    ['Content-Length: 2\r\n', ''],
    ['application/json; charset=utf-8', 'application/json; charset=utf-16'],
    ['X-Request-Id: 7', 'Expect: 100-continue'],
    ['X-Request-Id: 7', 'Connection: close'],
    ['X-Request-Id: 7', 'X-Bancada-Fault-Ms: 9'],
    ['X-Request-Id: 7', `X-Long: ${'x'.repeat(5_000)}`],
  ];
  for (const [from, to] of changed) {
    expect(usual, from).toContain(from);
    expect(head(usual.replace(from, to)), to).toBeNull();
  }
});
