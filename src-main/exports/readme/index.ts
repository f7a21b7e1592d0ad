/** `readmeOf`: what stands beside the manifests, in the reader's language: what to push first, what to type, what is not carried over. */
import type { ExportTarget } from '../../contract/exports.ts';
import { en } from './en.ts';
import { pt } from './pt.ts';

export interface About {
  target: ExportTarget;
  /** As platforms know it. */
  name: string;
  title: string;
  /** Of an endpoint: what answers. */
  serves?: string;
  example?: Record<string, unknown>;
  images: { folder: string; image: string }[];
  leftOut: { id: string; kind: string }[];
  secrets: string[];
}

export interface Words {
  title(about: About): string;
  /** First line of every manifest. */
  head(about: About): string;
  images: string;
  imagesText(about: About): string;
  base: string;
  run: string;
  notCarried: string;
  leftOut(list: string): string;
  secrets(list: string, name: string): string;
  always: Record<'endpoint' | 'pipeline', string[]>;
  byTarget: Record<ExportTarget, { run: string[]; notes: string[] }>;
}

const languages = { pt, en };

export const headOf = (about: About, language: 'pt' | 'en'): string => languages[language].head(about);

export function readmeOf(about: About, language: 'pt' | 'en'): string {
  const words = languages[language];
  const { run, notes } = words.byTarget[about.target];
  const build = about.images.flatMap(({ folder, image }) => [`docker build -t ${image} ${folder}`, `docker push ${image}`]);
  const file = `dags/${about.name.replaceAll('-', '_')}.py`;
  const commands = run.map((line) =>
    line
      .replaceAll('NAME', about.name)
      .replaceAll('DAG_FILE', file)
      .replaceAll('EXAMPLE', JSON.stringify(about.example ?? {}).replaceAll("'", "'\\''")),
  );
  const lost = [
    ...(about.leftOut.length > 0 ? [words.leftOut(about.leftOut.map(({ id, kind }) => `\`${id}\` (${kind})`).join(', '))] : []),
    ...notes,
    ...words.always[about.serves === undefined ? 'pipeline' : 'endpoint'],
  ];
  return [
    ...[`# ${words.title(about)}`, '', `## ${words.images}`, '', words.imagesText(about), '', '```bash', ...build, '```', '', words.base, ''],
    ...[`## ${words.run}`, '', '```bash', ...commands, '```', ''],
    ...(about.secrets.length > 0 ? [words.secrets(about.secrets.map((name) => `\`${name}\``).join(', '), `${about.name}-secrets`), ''] : []),
    ...[`## ${words.notCarried}`, '', ...lost.map((line) => `- ${line}`), ''],
  ].join('\n');
}
