/** `gcpPolicy`: an allow policy of Google Cloud, attached to a resource (the project, when it does not say), and roles of one's own. */
import { z } from 'zod';

const binding = z.strictObject({
  role: z.string().regex(/^(?:roles\/[\w.]+|projects\/[\w-]+\/roles\/[\w.]+)$/, { error: '@cloud-role' }),
  members: z
    .array(z.string().regex(/^(?:serviceAccount|user|group|domain):.+$|^all(?:Authenticated)?Users$/, { error: '@cloud-member' }))
    .min(1, { error: '@not-empty' }),
  condition: z
    .strictObject({
      title: z.string().optional(),
      description: z.string().optional(),
      expression: z.string().refine((text) => parseExpression(text) !== null, { error: '@cloud-expression' }),
    })
    .optional(),
});

export const gcpPolicy = z.strictObject({
  /** What the policy is attached to; nothing: the project. */
  resource: z.string().optional(),
  version: z.number().optional(),
  etag: z.string().optional(),
  bindings: z.array(binding).min(1, { error: '@not-empty' }),
  /** `projects/P/roles/ID` → permissions. */
  customRoles: z.record(z.string(), z.array(z.string())).default({}),
});

export type GcpPolicy = z.output<typeof gcpPolicy>;
export type GcpBinding = GcpPolicy['bindings'][number];
export type Term = { on: 'name' | 'type'; test: 'starts' | 'ends' | 'equals'; value: string };

/** The part of the expression language that is understood here: terms that must all hold. Null: something else. */
export function parseExpression(text: string): Term[] | null {
  const terms = text.split('&&').map((part): Term | null => {
    const call = /^resource\.(name|type)\.(startsWith|endsWith)\((["'])(.*)\3\)$/.exec(part.trim());
    if (call) return { on: call[1] as Term['on'], test: call[2] === 'startsWith' ? 'starts' : 'ends', value: call[4]! };
    const equal = /^resource\.(name|type)\s*==\s*(["'])(.*)\2$/.exec(part.trim());
    return equal ? { on: equal[1] as Term['on'], test: 'equals', value: equal[3]! } : null;
  });
  return terms.every((term) => term !== null) ? terms : null;
}
