/** `awsPolicy`: the grammar of an identity policy of AWS, checked: what is a list or one text becomes a list. */
import { z } from 'zod';
import { conditionOperators } from './conditions.ts';

const texts = z
  .union([z.string(), z.array(z.string()).min(1)], { error: '@string' })
  .transform((value) => (typeof value === 'string' ? [value] : value));
const action = texts.refine((all) => all.every((each) => each === '*' || /^[a-z0-9-]+:[\w*?]+$/i.test(each)), { error: '@cloud-action' });
const resource = texts.refine((all) => all.every((each) => each === '*' || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+$/.test(each)), { error: '@cloud-arn' });
const values = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number(), z.boolean()]))])
  .transform((value) => (Array.isArray(value) ? value : [value]).map(String));
const operator = z.string().refine((name) => conditionOperators.has(name.replace(/^For(?:All|Any)Values?s?:/, '').replace(/IfExists$/, '')), {
  error: `@one-of ${[...conditionOperators].join(', ')}`,
});

const statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Action: action.optional(),
    NotAction: action.optional(),
    Resource: resource.optional(),
    NotResource: resource.optional(),
    Condition: z.record(operator, z.record(z.string(), values)).default({}),
  })
  .superRefine((given, context) => {
    const one = (a: 'Action' | 'Resource', b: 'NotAction' | 'NotResource') => {
      if ((given[a] === undefined) === (given[b] === undefined)) context.addIssue({ code: 'custom', path: [a], message: `@one-of ${a}, ${b}` });
    };
    one('Action', 'NotAction');
    one('Resource', 'NotResource');
  });

export const awsPolicy = z.strictObject({
  Version: z.enum(['2012-10-17', '2008-10-17']).default('2008-10-17'),
  Id: z.string().optional(),
  // One statement may stand without a list.
  Statement: z.preprocess(
    (value) => (Array.isArray(value) || value === undefined ? value : [value]),
    z.array(statement).min(1, { error: '@not-empty' }),
  ),
});

export type AwsPolicy = z.output<typeof awsPolicy>;
export type AwsStatement = AwsPolicy['Statement'][number];
