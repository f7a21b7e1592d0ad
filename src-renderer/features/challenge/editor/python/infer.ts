/**
 * `memberAt`, `membersBehind`, `callAt`: what a name of a Python file is, as far as it comes from `bancada`: by its import, its annotation, or what it was
 * assigned. A reading of lines, not of Python: what it does not understand it says nothing about. Pure.
 */
import type { PythonMember, PythonSdk } from '#contract';

type Thing = { kind: 'module' } | { kind: 'instance'; type: string } | { kind: 'member'; member: PythonMember };

/** All names above a line that come from `bancada`. */
function namesAbove(lines: readonly string[], until: number, sdk: PythonSdk): Map<string, Thing> {
  const names = new Map<string, Thing>();
  const text = lines.slice(0, until).join('\n');
  for (const [, name = 'bancada'] of text.matchAll(/^\s*import bancada(?: as (\w+))?\s*$/gm)) names.set(name, { kind: 'module' });
  for (const [, braced, plain] of text.matchAll(/^\s*from bancada import (?:\(([^)]*)\)|(.+))$/gm)) {
    for (const part of (braced ?? plain ?? '').split(',')) {
      const [, name, own = name] = /^\s*(\w+)(?:\s+as\s+(\w+))?/.exec(part) ?? [];
      const member = sdk.module.find((each) => each.name === name);
      if (own !== undefined && member) names.set(own, { kind: 'member', member });
    }
  }
  for (const line of lines.slice(0, until)) {
    for (const [, name, type] of line.matchAll(/\b(\w+)\s*:\s*(?:bancada\.)?([A-Z]\w*)/g))
      if (sdk.classes[type!]) names.set(name!, { kind: 'instance', type: type! });
    const [, loop, name, given] = /^\s*(for\s+)?(\w+)\s*(?:=(?!=)|\bin\b)\s*(.+?)\s*:?\s*$/.exec(line) ?? [];
    if (name === undefined || given === undefined) continue;
    const type = typeOf(thingOf(chainBefore(given), names, sdk));
    const known = loop === undefined ? type : (/^List\[(\w+)\]$/.exec(type ?? '')?.[1] ?? null);
    if (known !== null && sdk.classes[known]) names.set(name, { kind: 'instance', type: known });
    else if (loop === undefined && names.get(name)?.kind === 'instance') names.delete(name); // it is something else from here on
  }
  return names;
}

function typeOf(thing: Thing | null): string | null {
  if (thing === null || thing.kind === 'module') return null;
  return thing.kind === 'instance' ? thing.type : thing.member.type;
}

/** `lab.input("voos").rows` → lab, input, rows; empty where there is no such chain at the end of the text. */
function chainBefore(text: string): string[] {
  const names: string[] = [];
  let rest = text.trimEnd();
  for (;;) {
    rest = withoutCall(rest);
    const name = /[A-Za-z_]\w*$/.exec(rest)?.[0];
    if (name === undefined) return [];
    names.unshift(name);
    rest = rest.slice(0, -name.length);
    if (!rest.endsWith('.')) return names;
    rest = rest.slice(0, -1);
  }
}

/** The text without the arguments, or the index, that end it. */
function withoutCall(text: string): string {
  let rest = text;
  while (/[)\]]$/.test(rest)) {
    let depth = 0;
    let quote = '';
    let at = rest.length - 1;
    for (; at >= 0; at -= 1) {
      const sign = rest[at]!;
      if (quote !== '') quote = sign === quote ? '' : quote;
      else if (sign === '"' || sign === "'") quote = sign;
      else if (sign === ')' || sign === ']') depth += 1;
      else if ((sign === '(' || sign === '[') && --depth === 0) break;
    }
    if (at < 0) return '';
    rest = rest.slice(0, at);
  }
  return rest;
}

function thingOf([first, ...more]: readonly string[], names: ReadonlyMap<string, Thing>, sdk: PythonSdk): Thing | null {
  let thing = first === undefined ? null : (names.get(first) ?? null);
  for (const name of more) {
    const member = membersOf(thing, sdk).find((each) => each.name === name);
    thing = member ? { kind: 'member', member } : null;
  }
  return thing;
}

function membersOf(thing: Thing | null, sdk: PythonSdk): readonly PythonMember[] {
  if (thing?.kind === 'module') return sdk.module;
  return sdk.classes[typeOf(thing) ?? ''] ?? [];
}

/** Inside a comment or a text nothing is offered. */
const isCode = (before: string) =>
  !/#/.test(before.replaceAll(/(["'])(?:\\.|(?!\1).)*\1/g, '')) && !/["']/.test(before.replaceAll(/(["'])(?:\\.|(?!\1).)*\1/g, ''));

/** What may follow where the cursor stands; `line` counts from 0. */
export function membersBehind(lines: readonly string[], line: number, column: number, sdk: PythonSdk): readonly PythonMember[] {
  const before = (lines[line] ?? '').slice(0, column).replace(/\w*$/, '');
  if (/^\s*from bancada import [\w\s,(]*$/.test(before)) return sdk.module;
  if (!before.endsWith('.') || !isCode(before)) return [];
  return membersOf(thingOf(chainBefore(before.slice(0, -1)), namesAbove(lines, line, sdk), sdk), sdk);
}

/** The name that ends at a column: what it is. */
export function memberAt(lines: readonly string[], line: number, end: number, sdk: PythonSdk): PythonMember | null {
  const before = (lines[line] ?? '').slice(0, end);
  const name = /\w+$/.exec(before)?.[0];
  if (name === undefined || !isCode(before)) return null;
  if (/^\s*from bancada import /.test(before)) return sdk.module.find((each) => each.name === name) ?? null;
  const chain = chainBefore(before);
  const thing = thingOf(chain, namesAbove(lines, line + 1, sdk), sdk);
  if (thing?.kind === 'member') return thing.member;
  return thing?.kind === 'instance'
    ? { name, kind: 'value', signature: `${name}: ${thing.type}`, params: [], type: thing.type, doc: docOf(thing.type, sdk) }
    : null;
}

const docOf = (type: string, sdk: PythonSdk) => sdk.module.find((each) => each.kind === 'class' && each.name === type)?.doc ?? '';

/** The call that the cursor stands in, also over several lines, and at which of its arguments. */
export function callAt(lines: readonly string[], line: number, column: number, sdk: PythonSdk): { member: PythonMember; argument: number } | null {
  const from = Math.max(0, line - 20);
  const text = [...lines.slice(from, line), (lines[line] ?? '').slice(0, column)]
    .join('\n')
    .replaceAll(/(["'])(?:\\.|(?!\1)[^\n])*\1/g, (found) => '_'.repeat(found.length));
  let depth = 0;
  let argument = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const sign = text[at]!;
    if (/[)\]}]/.test(sign)) depth += 1;
    else if (/[[{]/.test(sign)) depth -= 1;
    else if (sign === ',' && depth === 0) argument += 1;
    else if (sign === '(' && --depth < 0) {
      const thing = thingOf(chainBefore(text.slice(0, at)), namesAbove(lines, line + 1, sdk), sdk);
      return thing?.kind === 'member' && thing.member.kind === 'function' ? { member: thing.member, argument } : null;
    }
    if (depth < 0) return null;
  }
  return null;
}
