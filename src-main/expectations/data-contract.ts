/** `parseContract`, `inferContract`: a data contract as its YAML says it, or as a profile suggests it: columns with type and nullable, and expectations as in a suite. All mistakes are told at once, with their place. */
import { Document, isMap, isSeq } from 'yaml';
import { z } from 'zod';
import type { DataContract } from '../contract/data-contracts.ts';
import { columnKind, type TableProfile } from '../contract/tables.ts';
import { check, collectFaults, openDocument } from '../pipelines/spec/yaml.ts';
import { rawExpectations, readable, readExpectations } from './suite.ts';

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
  const faults = collectFaults();
  const raw = faults.attempt(() => check(top, document.value, document, []));
  const names = raw?.columns.map(({ name }) => name) ?? [];
  for (const [index, name] of names.entries())
    if (names.indexOf(name) < index) faults.add(document.invalid(['columns', index, 'name'], `@duplicate ${name}`));
  const expectations = faults.attempt(() => readExpectations(raw?.expectations ?? readable(document), document)) ?? [];
  faults.settle();
  return { ...raw!, expectations };
}

/** The schema of a table as YAML: its columns as they are; what has no value missing here may have none later. */
export function inferContract({ columns, rows }: TableProfile, contract: string): string {
  const known = columns.filter(({ kind }) => kind !== 'other');
  const document = new Document({
    contract,
    version: 1,
    columns: known.map(({ name, kind, missing }) => ({ name, type: kind, nullable: rows === 0 || missing > 0 })),
  });
  const list = document.get('columns');
  if (isSeq(list)) for (const item of list.items) if (isMap(item)) item.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
