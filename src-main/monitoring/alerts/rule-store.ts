/** Rules as they are kept: those that the lab brings, as they were set, and the learner's own. */
import type { AlertRule } from '../../contract/alerts.ts';
import type { Storage } from '../../storage/index.ts';
import { defaultRules } from './defaults.ts';

export function createRuleStore({ db, write }: Storage) {
  const all = db.prepare<[], { rule: string; definition: string }>('SELECT rule, definition FROM alert_rules ORDER BY rule');
  const put = db.prepare<[string, string]>('INSERT INTO alert_rules VALUES (?, ?) ON CONFLICT DO UPDATE SET definition = excluded.definition');
  const drop = db.prepare<[string]>('DELETE FROM alert_rules WHERE rule = ?');
  const brought = new Set(defaultRules.map(({ id }) => id));

  function rules(): AlertRule[] {
    const set = new Map(all.all().map(({ rule, definition }) => [rule, JSON.parse(definition) as AlertRule]));
    return [...defaultRules.map((rule) => set.get(rule.id) ?? rule), ...[...set.values()].filter(({ id }) => !brought.has(id))];
  }

  return {
    rules,
    /** With `replace`, those that are not among them go. */
    save: (given: readonly AlertRule[], replace: boolean) =>
      write(() => {
        if (replace) for (const { rule } of all.all()) drop.run(rule);
        for (const rule of given) put.run(rule.id, JSON.stringify(rule));
      }),
    remove: (id: string) => write(() => void drop.run(id)),
  };
}
