/** `pipFailure`: what pip says as an error with a name and with what to do. */
import { BancadaError } from '../../contract/errors.ts';

/** Whether the index knows a package in any form, sources too; what was said when it seems not to. */
export type Known = { exists: true } | { exists: false; said: string };

const unreachable =
  /NewConnectionError|Connection ?(?:Timeout|ResetError|refused|aborted)|ConnectTimeout|connection error|Read ?timed? ?out|ProxyError|SSLError|CERTIFICATE_VERIFY|name resolution|Network is unreachable|Max retries/i;
const absent = /^ERROR: (?:No matching distribution found for|Could not find a version that satisfies the requirement) (\S.*?)(?: \(from .*)?$/;
const otherPython = /^ERROR: Package '([^']+)' requires a different Python: \S+ not in '([^']+)'/;

export async function pipFailure(said: string, python: string, known: (name: string) => Promise<Known>): Promise<BancadaError> {
  const lines = said.split('\n').map((line) => line.trim());
  const first = <T>(find: (line: string) => T | null | undefined) => lines.map(find).find((found) => found != null);
  const detail = (lines.findLast((line) => line.startsWith('ERROR:')) ?? lines.findLast((line) => line !== '') ?? '')
    .replace(/^ERROR: /, '')
    .slice(0, 500);
  const cut = (text: string) => text.split('\n').find((line) => unreachable.test(line));
  const cutOff = (line: string) => new BancadaError('PYTHON_INDEX_UNREACHABLE', { detail: line.trim().slice(0, 300) });
  const broken = cut(said);
  if (broken !== undefined) return cutOff(broken);
  if (/DO NOT MATCH THE HASHES|Hashes are required/.test(said)) return new BancadaError('PYTHON_PACKAGE_CHANGED', { detail });
  if (/ResolutionImpossible|conflicting dependencies/.test(said)) {
    const reasons = lines.filter((line) => / depends on |user requested /.test(line));
    return new BancadaError('PYTHON_PACKAGES_CONFLICT', { detail: reasons.slice(0, 6).join('; ') || detail });
  }
  const other = first((line) => otherPython.exec(line));
  if (other) return new BancadaError('PYTHON_WHEEL_MISSING', { package: other[1]!, python, known: '—', needs: other[2]! });
  const missing = first((line) => absent.exec(line)?.[1]);
  if (missing == null) return new BancadaError('PYTHON_INSTALL_FAILED', { detail });
  const versions = /\(from versions: ([^)]*)\)/.exec(said)?.[1] ?? 'none';
  const needs = /Requires-Python ([^\s;]+)/.exec(said)?.[1];
  if (versions === 'none' && !needs) {
    const found = await known(/^[\w.-]+/.exec(missing)?.[0] ?? missing);
    const silent = found.exists ? undefined : cut(found.said);
    if (silent !== undefined) return cutOff(silent);
    if (!found.exists) return new BancadaError('PYTHON_PACKAGE_NOT_FOUND', { package: missing });
  }
  const others = versions === 'none' ? '—' : versions.split(', ').slice(-5).join(', ');
  return new BancadaError('PYTHON_WHEEL_MISSING', { package: missing, python, known: others, needs: needs ?? '—' });
}
