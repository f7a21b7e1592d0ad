/** Reads option values; what does not fit is a usage error that says what was expected. */
import { BancadaError, type EngineKind, type Locale, type Scenario, type Solution } from '../../contract/index.ts';
import { texts } from './texts.ts';

const usage = (detail: string) => new BancadaError('USAGE', { detail });

export function engineOption(value: string | undefined, locale: Locale): Exclude<EngineKind, 'warm'> | undefined {
  if (value === undefined || value === 'docker' || value === 'process') return value;
  throw usage(texts(locale).engineUnknown(value, 'docker, process'));
}

export function runEngineOption(value: string | undefined, locale: Locale): EngineKind | undefined {
  if (value === undefined || value === 'docker' || value === 'process' || value === 'warm') return value;
  throw usage(texts(locale).engineUnknown(value, 'docker, process, warm'));
}

export function solutionOption(value: string, locale: Locale): Solution {
  if (value === 'workspace' || value === 'starter' || value === 'reference') return value;
  throw usage(texts(locale).solutionUnknown(value));
}

export function scenarioOption(value: string): Scenario {
  if (value === 'stable' || value === 'sudden' || value === 'gradual') return value;
  throw new BancadaError('SCENARIO_UNKNOWN', { name: value, known: 'stable, sudden, gradual' });
}

/** `a=1 b=x` → values as text; the pipeline's own types decide what they mean. */
export function paramsOption(values: readonly string[], locale: Locale): Record<string, string> {
  return Object.fromEntries(
    values.map((value) => {
      const cut = value.indexOf('=');
      if (cut < 1) throw usage(texts(locale).paramForm(value));
      return [value.slice(0, cut), value.slice(cut + 1)];
    }),
  );
}

export function integerOption(name: string, value: string | undefined, locale: Locale): number | undefined {
  if (value === undefined) return undefined;
  if (!/^-?\d+$/.test(value)) throw usage(texts(locale).numberForm(name, value));
  return Number(value);
}
