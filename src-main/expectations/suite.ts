/** `parseSuite`, `writeSuite`: a suite as its YAML says it. All that is wrong is told at once, with line, column, field and what was expected, as in pipeline.yaml. */
import { stringify } from 'yaml';
import { z } from 'zod';
import type { Expectation, ExpectationSuite, ExpectationType } from '../contract/expectations.ts';
import { check, collectFaults, nearest, openDocument, type SpecDocument } from '../pipelines/spec/yaml.ts';
import { expectationTypes, shapeOf } from './catalogue.ts';

export const rawExpectations = z.array(z.record(z.string(), z.unknown(), { error: '@map' }), { error: '@list' }).max(500);

const top = z.strictObject({
  suite: z.string({ error: '@string' }).min(1, { error: '@not-empty' }).max(200),
  expectations: rawExpectations,
});

export function parseSuite(text: string, file: string): ExpectationSuite {
  const document = openDocument(text, file);
  const faults = collectFaults();
  const raw = faults.attempt(() => check(top, document.value, document, []));
  const expectations = faults.attempt(() => readExpectations(raw?.expectations ?? readable(document), document)) ?? [];
  faults.settle();
  return { suite: raw!.suite, expectations };
}

/** Those of a document that is wrong elsewhere: what can be read of it is judged, too. */
export const readable = ({ value }: SpecDocument): z.output<typeof rawExpectations> =>
  rawExpectations.safeParse((value as { expectations?: unknown } | null)?.expectations).data ?? [];

/** Those under `expectations` of a document. */
export function readExpectations(raw: z.output<typeof rawExpectations>, document: SpecDocument): Expectation[] {
  const faults = collectFaults();
  const read = (given: Record<string, unknown>, index: number): Expectation => {
    const at = ['expectations', index];
    const { type } = given;
    if (type === undefined) throw document.invalid([...at, 'type'], '@required');
    if (!expectationTypes.includes(type as ExpectationType)) {
      const meant = nearest(String(type), expectationTypes);
      throw document.invalid([...at, 'type'], meant ? `@unknown-expectation ${meant}` : '@unknown-expectation-known');
    }
    return check(shapeOf(type as ExpectationType), given, document, at) as Expectation;
  };
  const found = raw.flatMap((given, index) => faults.attempt(() => read(given, index)) ?? []);
  faults.settle();
  return found;
}

export function writeSuite({ suite, expectations }: ExpectationSuite): string {
  const document = {
    suite,
    expectations: expectations.map(({ severity, ...rest }) => ({ ...rest, ...(severity !== 'critical' && { severity }) })),
  };
  return stringify(document, { lineWidth: 0, flowCollectionPadding: true });
}
