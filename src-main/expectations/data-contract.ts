/** `parseContract`: a data contract as its YAML says it: columns with type and nullable, and expectations as in a suite. Mistakes are told with their place. */
import { z } from 'zod';
import type { DataContract } from '../contract/data-contracts.ts';
import { columnKind } from '../contract/tables.ts';
import { check, openDocument } from '../pipelines/spec/yaml.ts';
import { rawExpectations, readExpectations } from './suite.ts';

const kinds = columnKind.options.filter((kind) => kind !== 'other');

const top = z.strictObject({
  contract: z.string({ error: '@string' }).min(1, { error: '@not-empty' }).max(200),
  version: z.number({ error: '@integer' }).int({ error: '@integer' }).min(1, { error: '@at-least 1' }).default(1),
  columns: z
    .array(
      z.strictObject({
        name: z.string({ error: '@string' }).min(1, { error: '@not-empty' }),
        type: columnKind.exclude(['other'], { error: `@one-of ${kinds.join(', ')}` }),
        nullable: z.boolean({ error: '@boolean' }).default(true),
      }),
      { error: '@list' },
    )
    .min(1, { error: '@not-empty' })
    .max(2000),
  expectations: rawExpectations.default([]),
});

export function parseContract(text: string, file: string): DataContract {
  const document = openDocument(text, file);
  const raw = check(top, document.value, document, []);
  const names = raw.columns.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0) throw document.invalid(['columns', twice, 'name'], `@duplicate ${names[twice]}`);
  return { ...raw, expectations: readExpectations(raw.expectations, document) };
}
