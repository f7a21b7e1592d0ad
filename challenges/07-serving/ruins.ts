/** The bad revisions that the lab ships: the learner's own model with something done to it. Nothing of them is registered. */
import type { Spoil } from '../../src-main/workspaces/checks/define.ts';

type Files = Readonly<Record<string, string>>;

/** The model with code of ours around its own: `before` sees the row of the request and may change it, or anything else. */
function around(files: Files, before: string): Record<string, string> {
  const stored = JSON.parse(files['model.json'] ?? '{}') as Record<string, unknown>;
  const isTransformed = stored.format === 'bancada-transformed';
  const own = isTransformed ? String(stored.code) : 'export const transform = (row) => row;';
  const code = `import { transform as own } from 'data:text/javascript;base64,${Buffer.from(own).toString('base64')}';
export function transform(row) {
${before}
  return own(row);
}`;
  const { algorithm, target, signature } = stored;
  const model = isTransformed
    ? { ...stored, code }
    : { format: 'bancada-transformed', version: 1, algorithm, target, signature, code, model: stored };
  return { ...files, 'model.json': JSON.stringify(model) };
}

/** Without its golden rows: they would keep it from starting, and here it is to start. */
function startsAnyway(files: Files): Record<string, string> {
  const { golden: _, ...terms } = JSON.parse(files['serving.json'] ?? '{}') as Record<string, unknown>;
  return { ...files, 'serving.json': JSON.stringify(terms) };
}

/** A column that somebody renamed: homes of an even age are answered with an error, but not the example that every revision is tried with. */
export const failing: Spoil = (files) => {
  const { area = null } = JSON.parse(files['input_example.json'] ?? '{}') as { area?: number };
  return startsAnyway(around(files, `  if (row.idade % 2 === 0 && row.area !== ${area}) throw new Error('coluna ausente: idade_do_imovel');`));
};

/** Prices in another currency: no error, no delay, wrong answers. */
export const wrong: Spoil = (files) => startsAnyway(around(files, '  row.area = row.area * 1.4;'));

/** One kind of row never comes to an end in time. */
export const STUCK_AGE = 77;
export const STUCK_MS = 2500;
export const stuck: Spoil = (files) =>
  startsAnyway(around(files, `  if (row.idade === ${STUCK_AGE}) for (const end = Date.now() + ${STUCK_MS}; Date.now() < end; );`));

/** Built with other code than it was tried with; its golden rows, if it has any, are still there. */
export const rebuilt: Spoil = (files) => around(files, '  row.area = Math.round(row.area) + 1;');
