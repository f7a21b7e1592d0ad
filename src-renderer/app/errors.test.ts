import { ORPCError } from '@orpc/client';
import { expect, it } from 'vitest';
import { Disconnected } from './connection/connection.ts';
import { explainError, explainFailure, isConnectionError } from './errors.ts';

it('says an error of the contract in the words of the language, with its data', () => {
  const error = new ORPCError('RUN_NOT_FOUND', { data: { run: 'abc' } });
  expect(explainError(error, 'pt-BR')).toMatchObject({ code: 'RUN_NOT_FOUND', what: 'A execução abc não existe.' });
  expect(explainError(error, 'en').what).toBe('There is no run abc.');
});

it('does not blame the core for a lost connection', () => {
  expect(isConnectionError(new Disconnected())).toBe(true);
  expect(isConnectionError(new TypeError('Failed to fetch dynamically imported module: http://x/page.js'))).toBe(true);
  expect(isConnectionError(new ORPCError('INTERNAL'))).toBe(false);
  expect(explainError(new Disconnected(), 'pt-BR').code).toBe('DISCONNECTED');
});

it('keeps the message of a failure that this version does not know', () => {
  expect(explainFailure({ code: 'FROM_THE_FUTURE', data: {}, message: 'something new' }, 'en')).toEqual({
    code: 'FROM_THE_FUTURE',
    what: 'something new',
    fix: '',
  });
});
