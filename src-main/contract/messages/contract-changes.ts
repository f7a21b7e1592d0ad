/** `contractPhrase`, `sayContractChange`: in what a table departs from its contract: free of language, as an error carries it, and as a sentence. */
import type { ContractChange } from '../data-contracts.ts';
import { sayResult } from './expectations.ts';
import type { Locale } from './index.ts';
import { phrase } from './phrases.ts';

/** `@contract-type atraso|number|text`: which `phrase` puts into words. */
export function contractPhrase({ kind, withdrawn, column, promised, found, missing, result }: ContractChange): string {
  const name = column ?? '—';
  if (kind === 'gone') return `@${withdrawn ? 'contract-withdrawn' : 'contract-gone'} ${name}|${promised}`;
  if (kind === 'new') return `@contract-new ${name}|${found}`;
  if (kind === 'type') return `@contract-type ${name}|${promised}|${found}`;
  if (kind === 'null') return `@contract-null ${name}|${missing?.count}|${missing?.rows}|${missing?.row ?? '—'}`;
  const { type, column: of, column_A, column_B, column_list } = result!.expectation;
  return `@contract-expectation ${type}(${[of, column_A, column_B, ...(column_list ?? [])].filter((each) => each !== undefined).join(', ')})`;
}

export function sayContractChange(change: ContractChange, locale: Locale): string {
  return change.result ? sayResult(change.result, locale) : phrase(contractPhrase(change), locale);
}
