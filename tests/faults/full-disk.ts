/** Uploads to a disk of a few megabytes: `full-disk.ts <home>`. Prints what came of each, and what is left in the store. */
import { readdirSync } from 'node:fs';
import { createChanges } from '../../src-main/common/changes.ts';
import { systemClock } from '../../src-main/common/core.ts';
import { openLog } from '../../src-main/common/log.ts';
import { artifactRoutes } from '../../src-main/mlflow/raw/artifacts.ts';
import { startMlflowServer } from '../../src-main/mlflow/server.ts';
import { openArtifacts, openDatabase, openHome } from '../../src-main/storage/index.ts';
import { createTracking } from '../../src-main/tracking/index.ts';

const home = openHome(process.argv[2]!);
const storage = openDatabase(home.database);
const artifacts = openArtifacts(home.artifacts);
const { tree } = createTracking({ storage, artifacts, changes: createChanges(), clock: systemClock }).artifacts;
const server = await startMlflowServer({ endpoints: [], rawRoutes: [artifactRoutes(tree)], log: openLog(home.logs, true) });

async function put(name: string, megabytes: number): Promise<object> {
  const body = Buffer.alloc(megabytes << 20, name);
  const answer = await fetch(`${server.url}/api/2.0/mlflow-artifacts/artifacts/0/${name}`, { method: 'PUT', body });
  const left = readdirSync(artifacts.uploads.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  return { status: answer.status, ...((await answer.json()) as object), left };
}

const told = [await put('a', 2), await put('b', 30)];
await tree.delete('0/a');
told.push(await put('c', 2));
process.stdout.write(JSON.stringify(told));
await server.close();
await storage.close();
