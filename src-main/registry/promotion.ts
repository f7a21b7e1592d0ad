/** `createPromotion`: aliases that move through the gate; forced, they move all the same, and the history tells what had failed. */
import { BancadaError } from '../contract/errors.ts';
import type { GateResult, ModelVersion } from '../contract/registry.ts';
import type { Aliases } from './aliases.ts';
import type { GateQuestion } from './gate/gate.ts';
import { checkNewAlias } from './rules/names.ts';
import type { RegistryStore } from './store.ts';

export interface Candidacy {
  name: string;
  version: string;
  alias: string;
  metric?: string | undefined;
  tolerance: number;
}

interface Parts {
  store: RegistryStore;
  aliases: Aliases;
  judge(question: GateQuestion): GateResult;
  version(name: string, version: string): ModelVersion;
}

const champion = 'champion';

export function createPromotion({ store, aliases, judge, version }: Parts) {
  /** The champion is whom everybody has to match; a lab without one compares with whoever holds the alias. */
  function gate({ name, version: wanted, alias, metric, tolerance }: Candidacy): GateResult {
    checkNewAlias(alias);
    const candidate = version(name, wanted);
    const model = store.modelId(name);
    const holder = store.models.alias(model, champion) ?? store.models.alias(model, alias);
    return judge({ candidate, champion: holder === undefined ? null : version(name, String(holder)), metric, tolerance });
  }

  return {
    gate,
    async promote({ force, by, comment, ...candidacy }: Candidacy & { force: boolean; by: string; comment: string }): Promise<GateResult> {
      const result = gate(candidacy);
      const failed = result.checks.filter(({ ok }) => !ok).map(({ id }) => id);
      const { name, version: wanted, alias } = candidacy;
      if (failed.length > 0 && !force) throw new BancadaError('PROMOTION_REFUSED', { name, version: wanted, alias, failed: failed.join(', ') });
      await aliases.setAlias(name, alias, wanted, by, { comment, forced: failed });
      return result;
    },
  };
}
