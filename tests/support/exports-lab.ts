/** `exportsLab`: a pipeline in both languages with a matrix, a condition and a built-in, a data set, a served model; and exports of them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createExports } from '../../src-main/exports/index.ts';
import { modelLab } from './model-lab.ts';

const files = {
  'pipeline.yaml': `name: soma
params:
  seed: { type: integer, default: 7 }
  fator: { type: number, default: 2.5, min: 0 }
  modo: { type: string, default: curto, choices: [curto, longo] }
  ligado: { type: boolean, default: true }
steps:
  - id: numeros
    run: passos/numeros.ts
    inputs: { bruto: dataset:numeros }
    outputs: [linhas.jsonl]
    retries: { max: 2, delay: 2s, factor: 3 }
    timeout: 5m
  - id: parcial
    run: passos/parcial.ts
    inputs: { linhas: numeros.linhas }
    outputs: [parcial.json]
    params: { fator: "\${params.fator}", nome: "x\${params.fator}" }
    matrix: { vezes: [1, 2], tipo: [a] }
    secrets: [CHAVE]
  - id: junta
    run: passos/junta.py
    inputs: { partes: parcial.parcial }
    outputs: [total.json, copia/]
  - id: extra
    run: passos/numeros.ts
    needs: [junta]
    when: "params.modo == 'longo' && (params.fator > 2 || !params.ligado)"
    inputs: { bruto: dataset:numeros }
    outputs: [linhas.jsonl]
  - id: registro
    uses: register
    inputs: { modelo: junta.copia }
    with: { name: nada }
`,
  'passos/numeros.ts': `import { step } from '@bancada/sdk';
await step((lab) => lab.output('linhas').rows(lab.input('bruto').rows()));
`,
  'passos/parcial.ts': `import { step } from '@bancada/sdk';
await step((lab) => {
  const sum = lab.input('linhas').rows().reduce((all, { n }) => all + Number(n), 0);
  lab.metric('soma', sum);
  lab.output('parcial').json({ total: sum * Number(lab.params.fator) * Number(lab.matrix.vezes), nome: lab.params.nome, seed: lab.seed });
});
`,
  'passos/junta.py': `import shutil
from bancada import Lab, step

@step
def main(lab: Lab) -> None:
    parts = [item.json() for item in lab.input("partes").items]
    lab.output("total").json({"total": sum(part["total"] for part in parts), "matriz": [dict(item.matrix) for item in lab.input("partes").items]})
    shutil.copy(lab.input("partes").items[0].path, lab.output("copia").folder() + "/parte.json")
`,
};

export async function exportsLab() {
  const lab = modelLab();
  const folder = join(lab.root, 'codigo');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const data = join(lab.root, 'numeros.csv');
  writeFileSync(data, 'n\n1\n2\n3\n');
  const exports = createExports(lab.core, {
    serving: lab.serving,
    registry: lab.registry,
    programService: async () => ({ name: 'soma', file: 'passos/numeros.ts', codeDir: folder, inputs: [], params: {}, seed: 7, resources }),
    workspaces: { codeFolder: () => folder },
    datasets: { dataset: async () => ({ path: data, digest: 'd', fileName: 'numeros.csv', format: 'csv' }) },
    engines: lab.engines,
    runtimeDir: fileURLToPath(new URL('../../dist/runtime', import.meta.url)),
  });
  return { ...lab, exports, folder, out: (name: string) => join(lab.root, 'exportado', name) };
}

const resources = { cpus: 0.5, memoryBytes: 256 * 2 ** 20, diskBytes: 2 ** 24, logBytes: 2 ** 20 };

/** Runs the launcher of an exported image as a platform would, on the image's own files. */
export function launch(image: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const rootfs = join(image, 'rootfs');
  const python = join(rootfs, 'opt/bancada/launch.py');
  const command = existsSync(python)
    ? ['python3', '-I', '-S', '-B', '-X', 'utf8', python]
    : [process.execPath, join(rootfs, 'opt/bancada/launch.mjs')];
  const { status, stdout, stderr } = spawnSync(command[0]!, [...command.slice(1), ...args], {
    encoding: 'utf8',
    env: { ...process.env, BANCADA_LAB: join(rootfs, 'lab') },
  });
  return { status, stdout, stderr };
}
