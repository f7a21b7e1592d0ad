/**
 * `parseSource`: where a version's files are, as a client says it. An address means one thing to everyone, however often somebody decodes it:
 * the list of accepted schemes is short, and whatever could lead out of its place is refused (REGISTRY_INPUT_INVALID). Nothing is opened here.
 */
import { refused } from './names.ts';

export type Source =
  /** In the lab's tree of artifacts, from its root. */
  | { kind: 'artifacts'; path: string }
  | { kind: 'run'; runId: string; path: string }
  | { kind: 'logged-model'; modelId: string }
  /** `suffix` is a version, a stage or `latest`. */
  | { kind: 'version'; name: string; suffix: string }
  | { kind: 'alias'; name: string; alias: string }
  /** Known to the client, never opened by the lab. */
  | { kind: 'cloud' };

const clouds = new Set(['s3', 's3a', 'gs', 'abfs', 'abfss', 'wasb', 'wasbs', 'hdfs', 'r2', 'oss']);
const longest = 2000;

export function parseSource(source: string): Source {
  if (source.length > longest) throw refused('source', `'source' exceeds the maximum length of ${longest} characters`);
  const scheme = /^([a-z][a-z0-9+.-]+):/.exec(source)?.[1] ?? null;
  if (source.startsWith('file:') || !/^[a-z][a-z0-9+.-]*:/i.test(source)) throw local(source);
  if (!isSafe(source)) throw relative(source);
  const place = source.slice(source.indexOf(':') + 1);
  if (scheme !== null && clouds.has(scheme) && /^\/\/[^/\s]+(\/|$)/.test(place)) return { kind: 'cloud' };
  // An authority would name another server than this one.
  const path = /^\/(?!\/)(.*)$/s.exec(place)?.[1];
  if (path === undefined) throw invalid(source);
  if (scheme === 'mlflow-artifacts') return { kind: 'artifacts', path: folded(path) };
  if (scheme === 'runs') return inRun(source, folded(path));
  if (scheme === 'models') return inRegistry(source, path);
  throw invalid(source);
}

function inRun(source: string, path: string): Source {
  const [runId = '', ...rest] = path.split('/');
  if (!/^[a-zA-Z0-9][\w-]{0,255}$/.test(runId)) throw invalid(source);
  return { kind: 'run', runId, path: rest.join('/') };
}

function inRegistry(source: string, path: string): Source {
  const [name = '', suffix, ...rest] = path.split('/');
  if (name.trim() === '' || rest.length > 0 || suffix?.trim() === '') throw invalid(source);
  if (suffix !== undefined) return { kind: 'version', name, suffix };
  const at = name.lastIndexOf('@');
  if (at > 0 && at < name.length - 1) return { kind: 'alias', name: name.slice(0, at), alias: name.slice(at + 1) };
  if (!/^[\w-]{1,255}$/.test(name)) throw invalid(source);
  return { kind: 'logged-model', modelId: name };
}

/** Slashes that repeat or end an address mean nothing. */
function folded(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '')
    .join('/');
}

const forbidden = /[\\?#;\p{Cc}\u2028\u2029]/u;

/** The same at every level of decoding; each level is shorter than the one before. */
function isSafe(text: string): boolean {
  if (forbidden.test(text) || !text.isWellFormed()) return false;
  if (text.split(/[/:]/).some((part) => /^\s*\.{1,2}\s*$/.test(part))) return false;
  const decoded = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // A letter of more than one byte (%C3%A3) decodes to two signs that are no controls to be afraid of, but look like some.
  return decoded === text || isSafe(decoded.replace(/[\u0080-\u009f]/g, '_'));
}

/** Clients and tests look at the beginnings of these sentences. */
function relative(source: string) {
  return refused(
    'source',
    `Invalid model version source: '${shown(source)}'. If supplying a source as an http, https, local file path, ftp, objectstore, or mlflow-artifacts uri, an absolute path must be provided without relative path references present. Please provide an absolute path.`,
  );
}

function local(source: string) {
  return refused(
    'source',
    `Invalid model version source: '${shown(source)}'. To use a local path as a model version source, the run_id request parameter has to be specified and the local path has to be contained within the artifact directory of the run specified by the run_id. This server keeps artifacts of runs itself: log the model to a run and register it from there.`,
  );
}

function invalid(source: string) {
  return refused(
    'source',
    `Invalid model version source: '${shown(source)}'. It may be mlflow-artifacts:/<path>, runs:/<run_id>/<path>, models:/<model_id>, models:/<name>/<version>, models:/<name>@<alias>, or the address of an object store.`,
  );
}

function shown(source: string): string {
  return source.slice(0, 300);
}
