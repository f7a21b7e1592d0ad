/** `post`: one POST with a JSON body: no redirect is followed, and of the answer only its beginning is read. */
import { SendError, type Sent } from './outcome.ts';

const timeoutMs = 10_000;
const shown = 200;
/** The others say that the request itself is wrong. */
const passing = new Set([408, 425, 429]);

export async function post(url: string, body: string, headers: Record<string, string>, signal: AbortSignal): Promise<Sent> {
  const answer = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Bancada', ...headers },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  }).catch((error: unknown) => {
    const { name, message, cause } = error as Error & { cause?: Error };
    throw new SendError(name === 'TimeoutError' ? `no answer within ${timeoutMs} ms` : (cause?.message ?? message));
  });
  const said = `HTTP ${answer.status}`;
  if (answer.ok) {
    await answer.body?.cancel().catch(() => {});
    return { answer: said };
  }
  const text = await beginning(answer);
  throw new SendError(text === '' ? said : `${said}: ${text}`, {
    isFinal: answer.status < 500 && !passing.has(answer.status),
    retryAfterMs: retryAfter(answer.headers.get('retry-after')),
    answer: said,
  });
}

async function beginning(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  if (!reader) return '';
  const { value } = await reader.read().catch(() => ({ value: undefined }));
  await reader.cancel().catch(() => {});
  return new TextDecoder().decode(value).replace(/\s+/g, ' ').trim().slice(0, shown);
}

/** Seconds; a date is left alone. */
function retryAfter(given: string | null): number | null {
  const seconds = Number(given ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : null;
}
