import { expect, it } from 'vitest';
import { moduleNamed } from './module-named.ts';
import type { Session } from './session.ts';

const session = { client: { catalog: { modules: async () => [{ id: '05-mlops' }, { id: '06-automl' }] } } } as unknown as Session;

it('takes the number of a module for its name, and leaves what it does not know to whoever is asked', async () => {
  expect(await moduleNamed(session, '05')).toBe('05-mlops');
  expect(await moduleNamed(session, '06-automl')).toBe('06-automl');
  expect(await moduleNamed(session, '0')).toBe('0');
});
