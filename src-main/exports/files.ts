/** What an export is made of: texts of ours, and files of this computer that go into an image. */
import { readFileSync, statSync } from 'node:fs';
import { stringify } from 'yaml';

export type ExportFile = { path: string; content: string } | { path: string; from: string };

export const isText = (file: ExportFile): file is { path: string; content: string } => 'content' in file;

/** One document after another; what a person should know stands above them. */
export function yamlFile(path: string, about: string, ...documents: object[]): ExportFile {
  const texts = documents.map((document) => stringify(document, { lineWidth: 0, aliasDuplicateObjects: false, defaultStringType: 'PLAIN' }));
  const head = about
    .split('\n')
    .map((line) => `# ${line}\n`)
    .join('');
  return { path, content: `${head}${texts.join('---\n')}` };
}

export function bytesOf(file: ExportFile): number {
  return isText(file) ? Buffer.byteLength(file.content) : statSync(file.from).size;
}

export function contentOf(file: ExportFile): Buffer {
  return isText(file) ? Buffer.from(file.content) : readFileSync(file.from);
}
