/** A session in the words of a language: titles and messages come from the challenge's files. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Language } from '../../contract/base.ts';
import { explain } from '../../contract/index.ts';
import type { CheckResult, CheckSession } from '../../contract/workspaces.ts';
import type { CheckOutcome, SessionRecord } from './store.ts';

type CheckTexts = ReturnType<Catalog['checks']>[number];

/** `codeNow` is the digest of the code as it is now. */
export function sessionView(session: SessionRecord, codeNow: string | null, texts: readonly CheckTexts[], language: Language): CheckSession {
  const { outcomes, owner: _owner, language: _language, code, ...about } = session;
  const byId = new Map(texts.map((text) => [text.id, text]));
  return {
    ...about,
    stale: code === null || code !== codeNow,
    checks: outcomes.map((outcome) => resultView(outcome, byId.get(outcome.id), language)),
  };
}

function resultView(outcome: CheckOutcome, text: CheckTexts | undefined, language: Language): CheckResult {
  const { error: _, missing: __, ...found } = outcome;
  return { ...found, title: text?.title ?? outcome.id, message: message(outcome, text, language), read: text?.read ?? null };
}

function message({ status, seen, expected, error, missing }: CheckOutcome, text: CheckTexts | undefined, language: Language): string | null {
  if (error) {
    const { what, fix } = explain(error.code, error.data, language === 'en' ? 'en' : 'pt-BR');
    return `${what} ${fix}`;
  }
  if (missing) {
    const { what, fix } = explain('CHECK_NOTHING_YET', { what: missing.join(', ') }, language === 'en' ? 'en' : 'pt-BR');
    return `${what} ${fix}`;
  }
  if (status !== 'failed' || !text?.fail) return null;
  return put(put(text.fail, 'seen', seen ?? '—'), 'expected', expected ?? '—');
}

/** What was seen may be a sentence with a full stop of its own. */
function put(text: string, name: string, value: string): string {
  return text.replaceAll(new RegExp(`\\{${name}\\}(\\.?)`, 'g'), (_, stop: string) => (value.endsWith('.') ? value : value + stop));
}
