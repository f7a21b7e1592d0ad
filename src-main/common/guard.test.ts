import { describe, expect, it } from 'vitest';
import { createGuard } from './guard.ts';

const guard = createGuard(4321, 'secret');
const ask = (headers: Record<string, string>, query = '') =>
  guard.refuse({ headers: { host: '127.0.0.1:4321', ...headers }, query: new URLSearchParams(query) });

describe('the token', () => {
  it.each([
    ['no token', {}, '', 401],
    ['a wrong token', { authorization: 'Bearer secreT' }, '', 401],
    ['a longer token', { authorization: 'Bearer secret1' }, '', 401],
    ['the cookie of another port', { cookie: 'bancada_1=secret' }, '', 401],
    ['a bearer token', { authorization: 'Bearer secret' }, '', null],
    ['a token in the address', {}, 'token=secret', null],
    ['the cookie among others', { cookie: 'a=b; bancada_4321=secret' }, '', null],
  ])('%s → %s', (_name, headers, query, expected) => expect(ask(headers as Record<string, string>, query)).toBe(expected));
});

describe('host and origin', () => {
  it.each([
    ['a rebound name', { host: 'evil.test:4321' }],
    ['another port', { host: '127.0.0.1:80' }],
    ['0.0.0.0', { host: '0.0.0.0:4321' }],
    ['no port', { host: '127.0.0.1' }],
    ['a foreign origin', { origin: 'http://evil.test' }],
    ['a null origin', { origin: 'null' }],
    ['the right host over https', { origin: 'https://127.0.0.1:4321' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s even with the token', (_name, headers) => expect(ask({ authorization: 'Bearer secret', ...headers })).toBe(403));

  it('lets our own page in by either name', () => {
    expect(ask({ authorization: 'Bearer secret', origin: 'http://127.0.0.1:4321' })).toBeNull();
    expect(ask({ authorization: 'Bearer secret', host: 'localhost:4321', origin: 'http://localhost:4321' })).toBeNull();
  });
});
