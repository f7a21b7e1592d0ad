/** `pipFailure`: what pip says on stderr as an error with a name and with what to do. */
import { BancadaError } from '../../contract/errors.ts';

const unreachable =
  /NewConnectionError|ConnectTimeout|ConnectionResetError|ReadTimeout|Read timed out|ProxyError|SSLError|CERTIFICATE_VERIFY|name resolution|Network is unreachable|Max retries/i;

/** `exists`: whether the index knows a package at all, in any form. */
export async function pipFailure(stderr: string, python: string, exists: (name: string) => Promise<boolean>): Promise<BancadaError> {
  const lines = stderr.split('\n').map((line) => line.trim());
  const missing = lines.flatMap(
    (line) =>
      /^ERROR: (?:No matching distribution found for|Could not find a version that satisfies the requirement) (\S.*?)(?: \(from .*)?$/.exec(
        line,
      )?.[1] ?? [],
  )[0];
  const isCutOff = unreachable.test(stderr);
  const detail = (lines.findLast((line) => line.startsWith('ERROR:')) ?? lines.findLast((line) => line !== '') ?? '')
    .replace(/^ERROR: /, '')
    .slice(0, 500);
  if (isCutOff)
    return new BancadaError('PYTHON_INDEX_UNREACHABLE', { detail: lines.find((line) => unreachable.test(line))?.slice(0, 300) ?? detail });
  if (/HASHES|hash(es)? (is|are) required|Hashes are required/i.test(stderr) && /DO NOT MATCH|required/i.test(stderr))
    return new BancadaError('PYTHON_PACKAGE_CHANGED', { detail });
  if (/ResolutionImpossible|conflicting dependencies/.test(stderr)) {
    const reasons = lines.filter((line) => / depends on | requested /.test(line));
    return new BancadaError('PYTHON_PACKAGES_CONFLICT', { detail: reasons.slice(0, 6).join('; ') || detail });
  }
  if (missing === undefined) return new BancadaError('PYTHON_INSTALL_FAILED', { detail });
  const versions = /\(from versions: ([^)]*)\)/.exec(stderr)?.[1] ?? 'none';
  const needs = /Requires-Python ([^\s;]+)/.exec(stderr)?.[1];
  const [name = missing] = /^[A-Za-z0-9._-]+/.exec(missing) ?? [];
  if (versions === 'none' && !needs && !(await exists(name))) return new BancadaError('PYTHON_PACKAGE_NOT_FOUND', { package: missing });
  const known = versions === 'none' ? '—' : versions.split(', ').slice(-5).join(', ');
  return new BancadaError('PYTHON_WHEEL_MISSING', { package: missing, python, known, needs: needs ?? '—' });
}
