/** The contract's `authoring`: handlers of a line. */
import { join } from 'node:path';
import { applicationRoot } from '../../common/application-root.ts';
import { procedures } from '../../common/procedures.ts';
import { authoringContract } from '../../contract/authoring.ts';
import type { Authoring } from './authoring.ts';

const here = procedures(authoringContract);

export function authoringRouter(authoring: Authoring) {
  return here.router({
    schema: here.schema.handler(async () => (await import('./json-schema.ts')).jsonSchema()),
    pythonSdk: here.pythonSdk.handler(async () =>
      (await import('./python-sdk.ts')).pythonSdk(join(applicationRoot(), 'src-runtime', 'python', 'bancada')),
    ),
    draft: here.draft.handler(({ input: { pipeline, text } }) => authoring.draft(pipeline, text)),
    setCache: here.setCache.handler(({ input: { pipeline, step, cache } }) => authoring.setCache(pipeline, step, cache)),
  });
}
