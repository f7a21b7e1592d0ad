/** The Python scenarios as they stand in their files: vitest must know the names before pytest has run. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/cli.ts';

export const folder = join(root, 'tests', 'compat', 'mlflow');

export interface Scenario {
  file: string;
  name: string;
  /** Only our server passes it; the stock one fails it by a defect of its own. */
  ours: boolean;
}

/** Of every client, and those of MLflow 3 alone where the client is one. */
export const foldersOf = (major: string): string[] => (major === '2' ? ['both'] : ['both', 'v3']);

export function scenariosOf(major: string): Scenario[] {
  return foldersOf(major).flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((file) => /^test_\w+\.py$/.test(file))
      .sort()
      .flatMap((file) =>
        [...readFileSync(join(folder, part, file), 'utf8').matchAll(/^((?:@.*\n)*)def (test_\w+)\(/gm)].map((match) => toScenario(file, match)),
      ),
  );
}

function toScenario(file: string, [, decorators, name]: RegExpExecArray): Scenario {
  return { file, name: name!, ours: decorators!.includes('@pytest.mark.ours\n') };
}
