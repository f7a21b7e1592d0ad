/** `parseSuite`, `writeSuite`: a suite as its YAML says it. What is wrong is told with line, column, field and what was expected, as in pipeline.yaml. */
import { stringify } from 'yaml';
import { z } from 'zod';
import type { Expectation, ExpectationSuite, ExpectationType } from '../contract/expectations.ts';
import { check, nearest, openDocument, type SpecDocument } from '../pipelines/spec/yaml.ts';
import { expectationTypes, shapeOf } from './catalogue.ts';

export const rawExpectations = z.array(z.record(z.string(), z.unknown(), { error: '@map' }), { error: '@list' }).max(500);

const top = z.strictObject({
  suite: z.string({ error: '@string' }).min(1, { error: '@not-empty' }).max(200),
  expectations: rawExpectations,
});

export function parseSuite(text: string, file: string): ExpectationSuite {
  const document = openDocument(text, file);
  const raw = check(top, document.value, document, []);
  return { suite: raw.suite, expectations: readExpectations(raw.expectations, document) };
}

/** Those under `expectations` of a document. */
export function readExpectations(raw: z.output<typeof rawExpectations>, document: SpecDocument): Expectation[] {
  return raw.map((given, index): Expectation => {
    const at = ['expectations', index];
    const { type } = given;
    if (type === undefined) throw document.invalid([...at, 'type'], '@required');
    if (!expectationTypes.includes(type as ExpectationType)) {
      const meant = nearest(String(type), expectationTypes);
      throw document.invalid([...at, 'type'], meant ? `@unknown-expectation ${meant}` : '@unknown-expectation-known');
    }
    return check(shapeOf(type as ExpectationType), given, document, at) as Expectation;
  });
}

export function writeSuite({ suite, expectations }: ExpectationSuite): string {
  const document = {
    suite,
    expectations: expectations.map(({ severity, ...rest }) => ({ ...rest, ...(severity !== 'critical' && { severity }) })),
  };
  return stringify(document, { lineWidth: 0, flowCollectionPadding: true });
}
