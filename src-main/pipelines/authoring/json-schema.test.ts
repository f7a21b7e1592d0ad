import { expect, test } from 'vitest';
import { docsEn } from '../../../src-renderer/features/challenge/editor/pipeline/docs-en.ts';
import { docsPtBr } from '../../../src-renderer/features/challenge/editor/pipeline/docs-pt-br.ts';
import { faultsOf } from '../../contract/index.ts';
import { judge } from './draft.ts';
import { jsonSchema } from './json-schema.ts';

function fieldsOf(schema: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(schema)) for (const one of schema) fieldsOf(one, found);
  else if (typeof schema === 'object' && schema !== null) {
    const { properties } = schema as { properties?: Record<string, unknown> };
    for (const name of Object.keys(properties ?? {})) found.add(name);
    for (const value of Object.values(schema)) fieldsOf(value, found);
  }
  return found;
}

test('the schema comes from the validator, and the editor explains each of its fields in both languages', () => {
  const fields = [...fieldsOf(jsonSchema())].sort();
  expect(fields).toContain('matrix');
  expect(Object.keys(docsPtBr).sort()).toEqual(fields);
  expect(Object.keys(docsEn).sort()).toEqual(fields);
});

test('a draft says where it is wrong, in the words and at the line of the runs themselves, and where its steps are', () => {
  const text = 'name: p\nsteps:\n  - id: a\n    run: a.ts\n  - id: b\n    rum: b.ts\n';
  const draft = judge('/nowhere', 'p', text);
  expect(draft.plan).toBeNull();
  // Of each fault, also of several kinds, from the top down.
  expect(faultsOf(draft.problem!).map(({ code, data }) => [code, data.line])).toEqual([
    ['PIPELINE_FILE_MISSING', 4],
    ['PIPELINE_INVALID', 6],
  ]);
  expect(draft.lines).toEqual([
    { step: 'a', line: 3 },
    { step: 'b', line: 5 },
  ]);
  expect(judge('/nowhere', 'p', text.replace('rum', 'run')).problem).toMatchObject({ code: 'PIPELINE_FILE_MISSING', data: { line: 4 } });
  expect(judge('/nowhere', 'p', 'name: p\nsteps: [\n').problem).toMatchObject({ code: 'PIPELINE_SYNTAX' });
  expect(judge(import.meta.dirname, 'p', 'name: p\nsteps:\n- { id: a, run: draft.ts }\n')).toMatchObject({
    problem: null,
    plan: { steps: [{ id: 'a', cache: 'on' }] },
  });
});
