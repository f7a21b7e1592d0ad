/** `programFailure`: a program that ended badly by itself, told by what it said: a package that is not there, an input of another type, a full disk, or its error. */
import { builtinModules } from 'node:module';
import type { Failure } from '../../contract/base.ts';
import type { StepEvent } from '../executor/events.ts';
import { specLine } from './advice.ts';
import type { Ended } from './exit.ts';
import { failureOf } from './failure.ts';
import { inputFailure } from './inputs.ts';
import { findLine, lineAt, ownFile, type Place, placeIn } from './place.ts';

export type ErrorEvent = Extract<StepEvent, { type: 'error' }>;

const longestDetail = 4000;

export function programFailure(ended: Ended): Failure {
  const { step, exit, said, stderr, codeDir } = ended;
  const place = placeOf(ended);
  const detail = (said?.message || lastWords(stderr)?.trim() || `exit ${exit.code ?? '?'}`).slice(0, longestDetail);
  const where = { file: place?.file ?? step.run ?? '—', line: place?.line ?? 1, source: place && lineAt(codeDir, place) };
  const about = { step: step.id, ...where, exit: exit.code };
  const missing = missingModule(said, stderr);
  if (missing) return moduleFailure(ended, missing, about);
  const full = /ENOSPC|No space left on device/.exec(`${said?.code ?? ''} ${detail}`);
  if (full) return failureOf('STEP_DISK_FULL', { ...about, detail });
  const network = step.network === 'none' && isNetwork(said, detail);
  if (network) {
    // What Node's own network code throws has no line of the learner's in it.
    const call = !place && step.run !== null ? findLine(codeDir, step.run, (text) => /\b(fetch|https?\.|connect|request)\b\s*\(?/.test(text)) : null;
    const calling = call && { ...call, source: lineAt(codeDir, call) };
    return failureOf('STEP_NETWORK_CLOSED', { ...about, ...calling, detail, specLine: specLine(codeDir, step.stepId, []) ?? 1 });
  }
  return inputFailure(ended, about) ?? failureOf('STEP_FAILED', { ...about, detail, reason: said?.code ?? null });
}

function placeOf({ said, stderr, codeDir }: Ended): Place | null {
  if (said?.file) return { file: ownFile(said.file, codeDir) ?? said.file, line: said.line ?? 1 };
  return placeIn(stderr, codeDir);
}

function lastWords(stderr: readonly string[]): string | undefined {
  return (
    stderr.findLast((line) => /^\s*[\w.]*(Error|Exception)\b/.test(line)) ??
    stderr.findLast((line) => line.trim() !== '' && !/^Node\.js v/.test(line))
  );
}

interface MissingModule {
  name: string;
  importer: string | null;
  language: 'node' | 'python';
}

/** As Node and Python say it. */
function missingModule(said: ErrorEvent | null, stderr: readonly string[]): MissingModule | null {
  for (const text of [said?.message ?? '', ...stderr.toReversed()]) {
    const node = /Cannot find (?:package|module) '([^']+)'(?: imported from (\S+))?/.exec(text);
    if (node) return { name: node[1]!, importer: node[2] ?? null, language: 'node' };
    const python = /No module named '([^']+)'/.exec(text);
    if (python) return { name: python[1]!, importer: null, language: 'python' };
  }
  return null;
}

function moduleFailure(
  { step, codeDir }: Ended,
  { name, importer, language }: MissingModule,
  about: Record<string, string | number | null>,
): Failure {
  const from = (importer && ownFile(importer, codeDir)) ?? (about.file as string);
  const isPath = name.startsWith('.') || name.startsWith('/');
  const last = name.split('/').at(-1)!;
  const wanted = (text: string) => /\b(import|from|require)\b/.test(text) && text.includes(isPath ? last : name);
  const place = findLine(codeDir, from, wanted);
  const where = { ...about, ...(place && { ...place, source: lineAt(codeDir, place) }) };
  if (isPath) return failureOf('STEP_MODULE_MISSING', { ...where, path: last });
  const top = language === 'python' ? name.split('.')[0]! : name;
  const isNode = builtinModules.includes(name);
  const how = language === 'python' ? `@package-python ${top}` : isNode ? `@package-builtin ${name}` : '@package-node';
  return failureOf('STEP_PACKAGE_MISSING', { ...where, step: step.id, package: top, how });
}

function isNetwork(said: ErrorEvent | null, detail: string): boolean {
  const refused = said?.code === 'ERR_ACCESS_DENIED' && /Net\b|network/i.test(detail);
  return (
    refused ||
    /\b(ENETUNREACH|EAI_AGAIN|ENOTFOUND)\b|getaddrinfo|fetch failed|Temporary failure in name resolution|Network is unreachable/.test(
      `${said?.code} ${detail}`,
    )
  );
}
