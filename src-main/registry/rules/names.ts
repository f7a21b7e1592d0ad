/** What models, aliases, tags and stages may be called: MLflow's rules, refused in its words (REGISTRY_INPUT_INVALID). */
import { posix } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import type { VersionStage } from '../../contract/registry.ts';

/** As wide as MLflow's columns. */
const longestName = 256;
const longestAlias = 255;
const longestKey = 250;
const longestTag = 100_000;
const longestText = 100_000;
const stages: readonly VersionStage[] = ['None', 'Staging', 'Production', 'Archived'];

export function refused(field: string, detail: string): BancadaError {
  return new BancadaError('REGISTRY_INPUT_INVALID', { field, detail });
}

export function checkModelName(name: string, field = 'name'): void {
  if (name.trim() === '') throw refused(field, `Missing value for required parameter '${field}'.`);
  checkLength('name', longestName, name);
  if (/[/:]/.test(name)) throw refused(field, `Invalid model name '${name}'. Names cannot contain '/' or ':'.`);
  checkPath('name', name);
}

/** As checkModelName, and plain enough for a folder, a container and an address: what pipelines give. */
export function checkPlainName(name: string): void {
  const expected = '[A-Za-z0-9_.-]{1,250}';
  if (!new RegExp(`^${expected}$`).test(name))
    throw new BancadaError('PARAM_INVALID', { name: 'name', value: name, expected, example: 'atrasos-voos' });
  checkModelName(name);
}

export function checkAlias(alias: string): void {
  if (alias === '') throw refused('alias', 'Registered model alias name cannot be empty.');
  checkLength('Registered model alias name', longestAlias, alias);
  if (!/^[\p{L}\p{N}_-]+$/u.test(alias))
    throw refused('alias', `Invalid alias name: '${alias}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`);
}

/** `latest` and `v1` mean versions by themselves. */
export function checkNewAlias(alias: string): void {
  checkAlias(alias);
  if (alias.toLowerCase() === 'latest') throw refused('alias', "'latest' alias name (case insensitive) is reserved.");
  if (/^v\d+$/i.test(alias)) throw refused('alias', `Version alias name '${alias}' is reserved.`);
}

export function checkTagKey(key: string): void {
  if (key === '') throw refused('key', "Missing value for required parameter 'key'.");
  checkLength('key', longestKey, key);
  if (!/^[/\w.\- :\p{L}\p{N}]+$/u.test(key))
    throw refused(
      'key',
      `Invalid value ${JSON.stringify(key)} for parameter 'key' supplied: Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).`,
    );
  checkPath('key', key);
}

export function checkTag(key: string, value: string): void {
  checkTagKey(key);
  checkLength('value', longestTag, value);
  checkText('value', value);
}

export function checkDescription(text: string): void {
  checkLength('description', longestText, text);
  checkText('description', text);
}

/** However its letters are written. */
export function stageOf(written: string): VersionStage {
  const stage = stages.find((one) => one.toLowerCase() === written.toLowerCase());
  if (!stage) throw refused('stage', `Invalid Model Version stage: ${written.slice(0, 100)}. Value must be one of ${stages.join(', ')}.`);
  return stage;
}

function checkPath(field: string, name: string): void {
  checkText(field, name);
  const plain = posix.normalize(name).replace(/(?<=.)\/$/, '');
  if (plain === name && plain !== '.' && !plain.startsWith('..') && !plain.startsWith('/')) return;
  const shown = `Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '${plain}'`;
  throw refused(field, `Invalid value ${JSON.stringify(name)} for parameter '${field}' supplied: ${shown}`);
}

/** SQLite ends a text at NUL in places, and half a character has no UTF-8. */
function checkText(field: string, text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw refused(field, `Invalid value for parameter '${field}' supplied: it is not a text.`);
}

function checkLength(field: string, limit: number, text: string): void {
  if (text.length > limit) throw refused(field, `'${field}' exceeds the maximum length of ${limit} characters`);
}
