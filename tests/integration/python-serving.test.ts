/** A model that only Python can compute, from its folder to an endpoint: registered, served by Python shut in, asked, captured, stopped. Without a package: its estimator is a class beside it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../support/cli.ts';
import { captured, modelLab } from '../support/model-lab.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

const estimator = `class Answers(list):
    def tolist(self):
        return list(self)

class Limiar:
    classes_ = ["frio", "quente"]
    n_features_in_ = 2

    def predict_proba(self, rows):
        return Answers([[1.0, 0.0] if row[0] + row[1] < 40 else [0.25, 0.75] for row in rows])
`;

const saving = `import sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
sys.dont_write_bytecode = True
from bancada import _model
from limiar import Limiar
_model.requirements = lambda: ""
rows = [{"dia": 30, "noite": 20, "sensacao": "quente"}, {"dia": 10, "noite": 5, "sensacao": "frio"}]
_model.save_model(sys.argv[2], Limiar(), target="sensacao", columns=["dia", "noite"], reference=rows)
`;

test.skipIf(!hasPython)('a folder with a model of Python’s becomes an endpoint', async () => {
  const lab = modelLab();
  onTestFinished(() => lab.close());
  const folder = join(lab.root, 'limiar');
  mkdirSync(folder);
  writeFileSync(join(folder, 'limiar.py'), estimator);
  execFileSync('python3', ['-c', saving, join(root, 'src-runtime/python'), folder], { stdio: 'pipe' });
  const { digest } = await lab.core.artifacts.take(folder);
  const version = await lab.registry.register({ name: 'conforto', digest, runId: 'run-1', trackingRunId: null, metrics: {} });
  expect(version).toMatchObject({ algorithm: 'Limiar', signature: [{ name: 'dia', type: 'double' }, { name: 'noite' }] });
  const { url, status } = await lab.serving.serve({ target: 'conforto', engine: 'process' });
  expect(status).toBe('ready');
  const ask = (body: unknown) =>
    fetch(`${url}/predict`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const answer = await ask({ dia: 31, noite: 22.5 });
  expect(await answer.json()).toMatchObject({
    label: 'quente',
    probabilities: { frio: 0.25, quente: 0.75 },
    model: { name: 'conforto', version: '1' },
  });
  expect((await ask({ dia: 'x', noite: 1 })).status).toBe(422);
  const { requests } = await captured(lab, 'conforto', 2);
  expect(requests.map(({ status: code, label }) => [code, label])).toContainEqual([200, 'quente']);
  await lab.serving.stop('conforto');
});
