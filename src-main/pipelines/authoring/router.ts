/** The contract's `authoring`: handlers of a line. */
import { procedures } from '../../common/procedures.ts';
import type { Authoring } from './authoring.ts';

const here = procedures.authoring;

export function authoringRouter(authoring: Authoring) {
  return here.router({
    schema: here.schema.handler(async () => (await import('./json-schema.ts')).jsonSchema()),
    draft: here.draft.handler(({ input: { pipeline, text } }) => authoring.draft(pipeline, text)),
    setCache: here.setCache.handler(({ input: { pipeline, step, cache } }) => authoring.setCache(pipeline, step, cache)),
  });
}
