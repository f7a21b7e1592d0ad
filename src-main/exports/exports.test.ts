import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportsLab, launch } from '../../tests/support/exports-lab.ts';
import { penguins } from '../../tests/support/model-lab.ts';
import { hardenedHost } from '../engines/index.ts';

let lab: Awaited<ReturnType<typeof exportsLab>>;
beforeAll(async () => {
  lab = await exportsLab();
  await lab.register(penguins(200), 'pinguins', 1);
  await lab.serving.serve({ target: 'pinguins:1' });
});
afterAll(() => lab.close());

const ask = (target: 'kubernetes' | 'compose' | 'swarm' | 'kfp' | 'argo' | 'airflow', subject: string) =>
  ({ target, subject, solution: 'workspace', language: 'pt', registry: 'registry.example.com/eu' }) as const;
const read = (folder: string, file: string) => parse(readFileSync(join(lab.out(folder), file), 'utf8'));

describe('an exported endpoint', () => {
  it('has a preview with what is ours to read, and the image that must be pushed', async () => {
    const { name, files, images } = await lab.exports.preview(ask('kubernetes', 'pinguins'));
    expect(name).toBe('pinguins-kubernetes');
    expect(images).toEqual([expect.stringMatching(/^registry\.example\.com\/eu\/pinguins:v1-[0-9a-f]{12}$/)]);
    expect(files[0]).toMatchObject({ path: 'LEIAME.md', content: expect.stringContaining(`docker push ${images[0]}`) });
    expect(files.find(({ path }) => path === 'deployment.yaml')!.content).toContain(images[0]);
    expect(files.find(({ path }) => path === 'image/rootfs/lab/model/model.json')).toMatchObject({ content: null, bytes: expect.any(Number) });
  });

  it('is shut in as our own containers are', async () => {
    await lab.exports.write(ask('kubernetes', 'pinguins'), lab.out('k'));
    await lab.exports.write(ask('compose', 'pinguins'), lab.out('c'));
    const ours = hardenedHost({ cpus: 1, memoryBytes: 512 * 2 ** 20, network: 'none' });
    const { securityContext: pod, containers, automountServiceAccountToken } = read('k', 'deployment.yaml').spec.template.spec;
    expect(pod).toMatchObject({ runAsNonRoot: true, runAsUser: 65534 });
    expect(automountServiceAccountToken).toBe(false);
    expect(containers[0].securityContext).toMatchObject({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
    expect(containers[0].resources.limits).toMatchObject({ memory: '512Mi', cpu: '1000m' });
    const { model, prometheus, grafana } = read('c', 'compose.yaml').services;
    for (const service of [model, prometheus, grafana]) {
      const shut = { read_only: ours.ReadonlyRootfs, cap_drop: ours.CapDrop, security_opt: ['no-new-privileges:true'], pids_limit: ours.PidsLimit };
      expect(service).toMatchObject(shut);
    }
    expect(model).toMatchObject({ mem_limit: ours.Memory, memswap_limit: ours.MemorySwap, user: '65534:65534', init: true });
  });

  it('answers from the files of its image, with what its context says', async () => {
    await lab.exports.write(ask('compose', 'pinguins'), lab.out('c'));
    const rootfs = join(lab.out('c'), 'image/rootfs');
    const told = JSON.parse(readFileSync(join(rootfs, 'lab/context.json'), 'utf8'));
    expect(told).toMatchObject({ mode: 'service', model: '/lab/model', service: { name: 'pinguins', version: '1', host: '0.0.0.0', port: 8080 } });
    expect(readdirSync(join(rootfs, 'lab/model'))).toContain('model.json');
    expect(existsSync(join(rootfs, 'opt/bancada/serve.js'))).toBe(true);
  });

  it('is written at once and replaced by the next export; a folder of somebody else stays', async () => {
    const first = await lab.exports.write(ask('swarm', 'pinguins'), lab.out('s'));
    writeFileSync(join(lab.out('s'), 'old.txt'), '');
    expect(await lab.exports.write(ask('swarm', 'pinguins'), lab.out('s'))).toEqual(first);
    expect(existsSync(join(lab.out('s'), 'old.txt'))).toBe(false);
    expect(readdirSync(join(lab.out('s'), '..')).filter((name) => name.startsWith('s.'))).toEqual([]);
    mkdirSync(lab.out('mine'), { recursive: true });
    await expect(lab.exports.write(ask('swarm', 'pinguins'), lab.out('mine'))).rejects.toMatchObject({ code: 'FILE_EXISTS' });
  });

  it('comes whole as pieces of a download', async () => {
    const paths: string[] = [];
    let [announced, come] = [0, 0];
    for await (const piece of lab.exports.download(ask('compose', 'pinguins'))) {
      if (piece.kind === 'start') announced = piece.bytes;
      else if (piece.kind === 'file') paths.push(piece.path);
      else come += Buffer.from(piece.base64, 'base64').length;
    }
    expect(come).toBe(announced);
    expect(paths).toEqual((await lab.exports.preview(ask('compose', 'pinguins'))).files.map(({ path }) => path));
  });

  it('refuses what is not there', async () => {
    await expect(lab.exports.preview(ask('compose', 'nenhum'))).rejects.toMatchObject({ code: 'ENDPOINT_NOT_FOUND' });
  });
});

describe('an exported pipeline', () => {
  it('has a task for each instance, in order, and names what is left out', async () => {
    const { files } = await lab.exports.preview(ask('argo', 'soma'));
    const { templates } = parse(files.find(({ path }) => path === 'workflow.yaml')!.content!).spec;
    const tasks = templates[0].dag.tasks;
    expect(tasks.map(({ name, depends }: { name: string; depends?: string }) => [name, depends ?? ''])).toEqual([
      ['numeros', ''],
      ['parcial-vezes-1-tipo-a', 'numeros.Succeeded'],
      ['parcial-vezes-2-tipo-a', 'numeros.Succeeded'],
      ['junta', 'parcial-vezes-1-tipo-a.Succeeded && parcial-vezes-2-tipo-a.Succeeded'],
      ['extra', 'junta.Succeeded'],
    ]);
    expect(tasks[4].when).toBe(
      '{{=((workflow.parameters["modo"]) == ("longo")) && (((asFloat(workflow.parameters["fator"])) > (2)) || (!(workflow.parameters["ligado"] == "true")))}}',
    );
    expect(files[0]!.content).toContain('`registro` (register)');
    expect(files.find(({ path }) => path === 'secret.yaml')!.content).toContain('CHAVE: ""');
  });

  it('runs through its launchers, in both languages, to the result that the lab gives', async () => {
    await lab.exports.write(ask('kfp', 'soma'), lab.out('p'));
    const [node, python] = [join(lab.out('p'), 'image-node'), join(lab.out('p'), 'image-python')];
    const place = (name: string) => join(lab.root, 'saidas', name);
    expect(launch(node, ['--step', 'numeros', '--out', 'linhas', place('linhas')])).toMatchObject({ status: 0, stderr: '' });
    for (const n of [1, 2]) {
      const id = `vezes=${n},tipo=a`;
      const given = ['--param', 'fator', '3.0', '--param', 'ligado', 'True', '--in', 'linhas', place('linhas'), '--out', 'parcial', place(`p${n}`)];
      const { status, stdout } = launch(node, ['--step', `parcial[${id}]`, ...given]);
      expect([status, stdout]).toEqual([0, 'metric soma=6\n']);
    }
    const parts = [1, 2].flatMap((n) => ['--in', `partes/vezes=${n},tipo=a`, place(`p${n}`)]);
    const joined = launch(python, ['--step', 'junta', ...parts, '--out', 'total', place('total'), '--out', 'copia', place('copia')]);
    expect([joined.status, joined.stderr]).toEqual([0, '']);
    expect(JSON.parse(readFileSync(place('total'), 'utf8'))).toEqual({ total: 54, matriz: [1, 2].map((vezes) => ({ vezes, tipo: 'a' })) });
    expect(JSON.parse(readFileSync(join(place('copia'), 'parte.json'), 'utf8'))).toEqual({ total: 18, nome: 'x3', seed: 7 });
  });

  it('says what a step lacks, and passes its end on', async () => {
    await lab.exports.write(ask('kfp', 'soma'), lab.out('p'));
    const node = join(lab.out('p'), 'image-node');
    expect(launch(node, ['--step', 'parcial[vezes=1,tipo=a]'])).toMatchObject({
      status: 2,
      stderr: 'bancada: input linhas was not given: --in linhas PATH\n',
    });
    writeFileSync(join(node, 'rootfs/lab/code/passos/numeros.ts'), 'process.exit(3);\n');
    expect(launch(node, ['--step', 'numeros']).status).toBe(3);
  });

  it('is refused when a program reads what only Bancada makes', async () => {
    const spec = join(lab.folder, 'pipeline.yaml');
    const whole = readFileSync(spec, 'utf8');
    writeFileSync(join(lab.folder, 's.yaml'), 'suite: s\nexpectations: []\n');
    const expecting = '  - { id: conferir, uses: expect, inputs: { linhas: numeros.linhas }, with: { suite: s.yaml } }\n';
    writeFileSync(spec, `${whole}${expecting}  - { id: depois, run: passos/numeros.ts, inputs: { bruto: conferir.validos }, outputs: [x.json] }\n`);
    const data = { step: 'depois', source: 'conferir.validos' };
    await expect(lab.exports.preview(ask('argo', 'soma'))).rejects.toMatchObject({ code: 'EXPORT_STEP_UNSUPPORTED', data });
    writeFileSync(spec, whole);
  });
});
