/** `lockRows`: a table as two files of JSON lines: the rows that a search may see, and those that nobody reads before the exam. */
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { seededRandom } from '../../src-runtime/ml/random.ts';

export async function lockRows(path: string, to: { search: string; exam: string }, about: { share: number; seed: number }): Promise<void> {
  const chance = seededRandom(about.seed);
  const [search, exam] = [createWriteStream(to.search), createWriteStream(to.exam)];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (line.trim() === '') continue;
    const file = chance() < about.share ? exam : search;
    if (!file.write(`${line}\n`)) await new Promise((resolve) => file.once('drain', resolve));
  }
  for (const file of [search, exam]) {
    file.end();
    await finished(file);
  }
}
