/** The words of a language, one chunk each. The first script asks for them while the app is still on its way. */
import type { Locale } from '#contract';
import { load } from '../lib/load.ts';

type Catalogue = Record<string, Record<string, unknown>>;

const parts: Record<Locale, () => Promise<{ catalogue: Catalogue }>> = {
  'pt-BR': () => import('../i18n/pt-BR.ts'),
  en: () => import('../i18n/en.ts'),
};

export function catalogueOf(locale: Locale): Promise<{ catalogue: Catalogue }> {
  return load(parts[locale]);
}
