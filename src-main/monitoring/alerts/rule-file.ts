/** `readRules`, `writeRules`: alert rules as a YAML file; what is wrong in it is told with line and field. */
import { stringify } from 'yaml';
import { z } from 'zod';
import { type AlertRule, alertRule } from '../../contract/alerts.ts';
import { check, openDocument } from '../../pipelines/spec/yaml.ts';

const shape = z.strictObject({ rules: z.array(alertRule).max(500) });

export function readRules(text: string, file: string): AlertRule[] {
  const document = openDocument(text, file);
  const { rules } = check(shape, document.value, document, []);
  const twice = rules.findIndex(({ id }, i) => rules.findIndex((other) => other.id === id) < i);
  if (twice >= 0) throw document.invalid(['rules', twice, 'id'], '@alert-id-twice');
  return rules;
}

/** What is as it would be anyway is left out. */
export function writeRules(rules: readonly AlertRule[]): string {
  return stringify({
    rules: rules.map(({ id, title, ...rule }) =>
      Object.fromEntries(Object.entries({ id, title, ...rule }).filter(([name, value]) => value !== null && !isUsual(name, value))),
    ),
  });
}

function isUsual(name: string, value: unknown): boolean {
  return (name === 'enabled' && value === true) || (name === 'for' && value === 1);
}
