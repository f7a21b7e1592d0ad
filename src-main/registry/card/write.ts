/** `writeCard`: a model card in Markdown, from what the lab knows of a version. Whatever came from outside is text and stays text. */
import type { Language } from '../../contract/base.ts';
import type { ModelVersion, SignatureField, VersionLineage } from '../../contract/registry.ts';
import { type CardWords, cardWords } from './words.ts';

export interface CardSubject {
  version: ModelVersion;
  modelDescription: string;
  lineage: VersionLineage;
}

export function writeCard({ version, modelDescription, lineage }: CardSubject, language: Language): string {
  const words = cardWords[language];
  const number = numberIn(language);
  const purpose = [modelDescription, version.description].map((text) => text.trim()).filter(Boolean);
  return [
    `# ${escaped(words.title(version.name, version.version))}`,
    section(words.purpose, purpose.join('\n\n') || words.noPurpose),
    section(words.facts, table([], facts(version, words, number))),
    section(words.data, datasets(lineage, words)),
    section(words.metrics, metrics(version, words, number)),
    section(words.signature, signature(version.signature, words, number)),
    section(words.lineage, list(origins(lineage, words))),
    section(words.limits, list(limits(version, words))),
  ].join('\n\n');
}

type Format = (value: number) => string;

function facts(version: ModelVersion, words: CardWords, number: Format): string[][] {
  const { algorithm, flavors, aliases, stage, createdAt, bytes, digest, tags } = version;
  const rows: [string, string][] = [
    [words.algorithm, algorithm],
    [words.flavors, flavors.join(', ')],
    [words.aliases, aliases.map((alias) => `@${alias}`).join(', ')],
    [words.stage, stage === 'None' ? '' : stage],
    [words.created, new Date(createdAt).toISOString().slice(0, 10)],
    [words.size, bytes === 0 ? '' : words.megabytes(number(bytes / 1e6))],
    [words.digest, digest ?? ''],
    [
      words.tags,
      Object.entries(tags)
        .map(([key, value]) => `${key}=${value.slice(0, 80)}`)
        .join(', '),
    ],
  ];
  return rows.filter(([, value]) => value !== '');
}

function datasets({ datasets: found }: VersionLineage, words: CardWords): string {
  if (found.length === 0) return words.noData;
  return table(
    [words.dataset, words.digest, words.use, words.source],
    found.map(({ name, digest, context, source }) => [name, digest, context, source.slice(0, 200)]),
  );
}

function metrics({ metrics: found }: ModelVersion, words: CardWords, number: Format): string {
  const rows = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
  return rows.length === 0
    ? words.noMetrics
    : table(
        [words.metric, words.value],
        rows.map(([key, value]) => [key, number(value)]),
      );
}

function signature(fields: readonly SignatureField[], words: CardWords, number: Format): string {
  if (fields.length === 0) return words.noSignature;
  const accepts = ({ choices, min, max, optional }: SignatureField) => {
    const range = [min, max].map((end) => (end === undefined ? '' : number(end)));
    const values = choices?.join(', ') ?? (range.some(Boolean) ? range.join(' – ') : '');
    return [values, optional ? words.optional : ''].filter(Boolean).join('; ');
  };
  return table(
    [words.field, words.type, words.accepts],
    fields.map((field) => [field.name, words.types[field.type], accepts(field)]),
  );
}

function origins({ run, pipelineRunId, copiedFrom, endpoints }: VersionLineage, words: CardWords): string[] {
  return [
    run ? words.run(escaped(run.name), run.runId) : words.noRun,
    ...(pipelineRunId ? [words.pipelineRun(pipelineRunId)] : []),
    ...(copiedFrom ? [words.copiedFrom(escaped(copiedFrom.name), copiedFrom.version)] : []),
    endpoints.length > 0 ? words.servedBy(endpoints.map(escaped).join(', ')) : words.notServed,
  ];
}

function limits(version: ModelVersion, { limitsOf: words }: CardWords): string[] {
  return [
    words.always,
    ...(version.signature.some(({ choices }) => choices) ? [words.noChoices] : []),
    words.noSegments,
    ...(version.servable ? [] : [words.foreign]),
  ];
}

function section(title: string, body: string): string {
  return `## ${title}\n\n${body}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** Without headings, the first column names the second. */
function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = headings.length || rows[0]?.length || 1;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heads = headings.length > 0 ? headings : Array.from({ length: width }, () => ' ');
  return [line(heads), line(heads.map(() => '---')), ...rows.map((row) => line(row.map(escaped)))].join('\n');
}

/** Signs of Markdown and HTML stand for themselves, and a cell is one line. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|]/g, '\\$&').replaceAll(/\s*\n\s*/g, ' ');
}

function numberIn(language: Language): Format {
  const format = new Intl.NumberFormat(language === 'pt' ? 'pt-BR' : 'en', { maximumSignificantDigits: 6 });
  return (value) => format.format(value);
}
