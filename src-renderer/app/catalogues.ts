/** The words of a language in two chunks: those of the first screen, which the first script asks for while the app is still on its way, and the others. */
import type { Locale } from '#contract';
import { load } from '../lib/load.ts';

export type Part = 'first' | 'rest';
type Catalogue = Record<string, Record<string, unknown>>;

const parts: Record<Locale, Record<Part, () => Promise<{ catalogue: Catalogue }>>> = {
  'pt-BR': { first: () => import('../i18n/pt-BR.first.ts'), rest: () => import('../i18n/pt-BR.rest.ts') },
  en: { first: () => import('../i18n/en.first.ts'), rest: () => import('../i18n/en.rest.ts') },
};

export function catalogueOf(locale: Locale, part: Part): Promise<{ catalogue: Catalogue }> {
  return load(parts[locale][part]);
}
