// Pacote: o que vai para produção, numa pasta só: o modelo, o programa que responde por ele e o código que os dois dividem.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '@bancada/sdk';
import { ASSINATURA, CLASSES } from '../filtro/contrato.ts';

const EXEMPLO = { assunto: 'Ata da reunião de terça', texto: 'Segue a ata da reunião, com as tarefas de cada um.' };

await step((lab) => {
  const pasta = lab.output('pacote').path;
  const codigo = join(import.meta.dirname, '..');
  mkdirSync(join(pasta, 'filtro'), { recursive: true });
  for (const arquivo of ['servico.ts', 'filtro/texto.ts', 'filtro/modelo.ts', 'filtro/contrato.ts']) {
    cpSync(join(codigo, arquivo), join(pasta, arquivo));
  }
  const gravar = (arquivo: string, conteudo: unknown) => writeFileSync(join(pasta, arquivo), `${JSON.stringify(conteudo, null, 1)}\n`);
  gravar('pesos.json', lab.input('modelo').json());
  gravar('model.json', {
    algorithm: 'logistic_regression',
    target: 'classe',
    classes: CLASSES,
    signature: ASSINATURA,
    feito: new Date().toISOString(),
  });
  gravar('input_example.json', EXEMPLO);
  const entradas = JSON.stringify(ASSINATURA.map(({ name, type }) => ({ name, type, required: true })));
  const descricao = {
    flavors: { bancada: { algorithm: 'logistic_regression', target: 'classe', classes: CLASSES, data: 'model.json', code: 'servico.ts' } },
    signature: { inputs: entradas, outputs: null, params: null },
  };
  writeFileSync(join(pasta, 'MLmodel'), `${JSON.stringify(descricao, null, 1)}\n`);
});
