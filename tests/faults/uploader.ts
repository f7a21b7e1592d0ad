/** A core in a process of its own that takes uploads without end, to be killed: `uploader.ts <home> <prefix>`. Prints a line for each one that it acknowledged. */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src-main/common/core.ts';
import { openArtifacts, openDatabase, openHome } from '../../src-main/storage/index.ts';
import { createArtifactTree } from '../../src-main/tracking/artifacts/tree.ts';

const [, , root = '', prefix = ''] = process.argv;
const home = openHome(root);
const tree = createArtifactTree({ storage: openDatabase(home.database), artifacts: openArtifacts(home.artifacts), clock: systemClock });

async function* arriving(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) {
    yield chunk;
    await sleep(1);
  }
}

async function sender(name: string): Promise<never> {
  for (let i = 0; ; i++) {
    const path = `${prefix}/${name}/${i % 20}`;
    // Few different contents: what one sender lets go of, another may just be about to have.
    const chunks = Array.from({ length: 1 + (i % 4) }, () => Buffer.alloc(20_000, randomBytes(1)[0]! % 8));
    await tree.put(path, arriving(chunks));
    process.stdout.write(`put ${path} ${createHash('sha256').update(Buffer.concat(chunks)).digest('hex')}\n`);
    if (i % 5 !== 4) continue;
    process.stdout.write(`deleting ${path}\n`);
    await tree.delete(path);
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map(sender));
