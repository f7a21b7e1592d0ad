// Saída: por enquanto, só o endereço de onde o modelo está. O que fazer com ele no dia em que esse endereço não for mais nosso?
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '@bancada/sdk';

await step((lab) => {
  const pacote = lab.output('pacote').path;
  mkdirSync(pacote, { recursive: true });
  const manifesto = { modelo: 'precos-nuvem', onde: 's3://bancada-precos/models/precos-nuvem/model.tar.gz', metricas: lab.input('relatorio').json() };
  writeFileSync(join(pacote, 'manifesto.json'), `${JSON.stringify(manifesto, null, 2)}\n`);
});
