/** Any failure as words: what was wrong and what to do, in the language of the person. */
import { ORPCError } from '@orpc/client';
import { type ErrorData, explain, type Failure, isErrorCode, type Locale } from '#contract';
import { Disconnected } from './connection/connection.ts';

export interface Explained {
  code: string;
  what: string;
  fix: string;
}

const lost: Record<Locale, Omit<Explained, 'code'>> = {
  'pt-BR': {
    what: 'A janela perdeu a ligação com a bancada.',
    fix: 'Ela volta sozinha; se demorar, veja se o programa ainda está aberto. Se você o iniciou de novo, use o endereço que ele imprimiu.',
  },
  en: {
    what: 'The window lost its connection to the lab.',
    fix: 'It comes back by itself; if it takes long, see whether the program is still running. If you started it again, use the address it printed.',
  },
};

export function isConnectionError(error: unknown): boolean {
  return (
    error instanceof Disconnected ||
    (error instanceof Error && !(error instanceof ORPCError) && /abort|closed|not open|failed to fetch/i.test(error.message))
  );
}

export function explainError(error: unknown, locale: Locale): Explained {
  return explainFailure(failureOf(error), locale);
}

/** What was thrown, in the form in which the core records failures. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) return { code: error.code, data: dataOf(error.data), message: error.message };
  if (isConnectionError(error)) return { code: 'DISCONNECTED', data: {}, message: String(error) };
  return { code: 'INTERNAL', data: { log: 'logs/' }, message: String(error) };
}

/** A failure that the core recorded (of a run, a step, an endpoint). */
export function explainFailure(failure: Failure, locale: Locale): Explained {
  if (failure.code === 'DISCONNECTED') return { code: failure.code, ...lost[locale] };
  if (isErrorCode(failure.code)) return { code: failure.code, ...explain(failure.code, failure.data, locale) };
  return { code: failure.code, what: failure.message, fix: '' };
}

function dataOf(data: unknown): ErrorData {
  return typeof data === 'object' && data !== null ? (data as ErrorData) : {};
}
