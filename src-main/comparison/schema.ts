/** The shape of `resources/comparativo.yaml`, and what holds it together: every architecture is judged by every criterion. */
import { z } from 'zod';
import { bilingual } from '../contract/base.ts';

const cell = z.strictObject({ score: z.number().int().min(1).max(5).optional(), pt: z.string().min(1), en: z.string().min(1) });

export const comparisonFile = z
  .strictObject({
    criteria: z.array(z.strictObject({ id: z.string(), title: bilingual, best: bilingual.optional(), scored: z.boolean().default(true) })).min(15),
    architectures: z.record(z.string(), z.record(z.string(), cell)),
    profiles: z.array(z.strictObject({ id: z.string(), title: bilingual, weights: z.record(z.string(), z.number().min(0).max(5)) })),
  })
  .superRefine(({ criteria, architectures, profiles }, { addIssue }) => {
    const known = new Set(criteria.map(({ id }) => id));
    const say = (message: string, ...path: string[]) => addIssue({ code: 'custom', message, path });
    for (const [id, cells] of Object.entries(architectures)) {
      for (const criterion of criteria) {
        const found = cells[criterion.id];
        if (!found) say('is not judged', 'architectures', id, criterion.id);
        else if ((found.score !== undefined) !== criterion.scored)
          say(criterion.scored ? 'needs a score' : 'takes no score', 'architectures', id, criterion.id);
      }
      for (const name of Object.keys(cells)) if (!known.has(name)) say('is no criterion', 'architectures', id, name);
    }
    for (const profile of profiles)
      for (const name of Object.keys(profile.weights)) if (!known.has(name)) say('is no criterion', 'profiles', profile.id, name);
  });
