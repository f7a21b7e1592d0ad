/** The words of every error, per language. `explain` fills the placeholders: what was wrong, and what to do. */
import type { ErrorCode, ErrorData } from '../errors.ts';
import { en } from './en.ts';
import { phrase } from './phrases.ts';
import { ptBR } from './pt-br.ts';

export type Locale = 'pt-BR' | 'en';
export type Messages = Record<ErrorCode, { what: string; fix: string }>;

const catalogues: Record<Locale, Messages> = { 'pt-BR': ptBR, en };

export function explain(code: ErrorCode, data: ErrorData, locale: Locale): { what: string; fix: string } {
  const { what, fix } = catalogues[locale][code];
  // What others say may end its own sentence: ours is not ended twice.
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}(\.?)/g, (_, name: string, stop: string) => {
      const said = phrase(String(data[name] ?? '—'), locale);
      return /[.!?…]$/.test(said) ? said : said + stop;
    });
  return { what: fill(what), fix: fill(fix) };
}
