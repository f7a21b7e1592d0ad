/** What each way out must be for its platform to take it: every program of the pipeline is there, in the platform's own form. */
import { parseAllDocuments } from 'yaml';

export const WAYS_OUT = ['vertex', 'sagemaker', 'kubernetes'] as const;
type WayOut = (typeof WAYS_OUT)[number];

type Fields = Record<string, unknown>;

/** What is wrong with an export; nothing when it is fine. */
export function exportFaults(way: WayOut, files: Readonly<Record<string, string>>, programs: readonly string[]): string[] {
  const documents = Object.entries(files).flatMap(([path, text]) => (/\.(?:ya?ml|json)$/.test(path) ? read(text) : []));
  const lacking = (names: readonly string[]) =>
    programs.filter((program) => !names.some((name) => name.includes(program))).map((program) => `${way} − ${program}`);
  if (way === 'kubernetes') {
    const kinds = documents.flatMap(({ apiVersion, kind }) => (typeof apiVersion === 'string' ? [String(kind)] : []));
    return ['Deployment', 'Service'].filter((kind) => !kinds.includes(kind)).map((kind) => `${way} − ${kind}`);
  }
  if (way === 'sagemaker') {
    const definition = documents.find(({ Version, Steps }) => Version === '2020-12-01' && Array.isArray(Steps));
    const steps = (definition?.Steps ?? []) as { Name?: string; Type?: string; Arguments?: unknown }[];
    if (steps.length === 0) return [`${way} − Version 2020-12-01, Steps`];
    return [
      ...lacking(steps.map(({ Name }) => String(Name))),
      ...steps.filter(({ Type, Arguments }) => typeof Type !== 'string' || !Arguments).map(({ Name }) => `${way}: ${String(Name)}`),
    ];
  }
  const spec = documents
    .map((each) => (each.pipelineSpec ?? each) as Fields)
    .find(({ pipelineInfo, schemaVersion }) => pipelineInfo && schemaVersion);
  if (!spec) return [`${way} − pipelineInfo, schemaVersion`];
  const tasks = (spec.root as { dag?: { tasks?: Fields } } | undefined)?.dag?.tasks ?? {};
  return lacking(Object.keys(tasks));
}

function read(text: string): Fields[] {
  return parseAllDocuments(text).flatMap((document) => {
    const value: unknown = document.errors.length > 0 ? null : document.toJS();
    return typeof value === 'object' && value !== null ? [value as Fields] : [];
  });
}
