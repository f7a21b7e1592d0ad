// Cada fonte é lida de verdade? O CSV e o diário têm aqui conteúdos diferentes.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '@bancada/sdk';
import { criarDados } from '../dados/index.ts';

await step((lab) => {
  const { outDir } = JSON.parse(readFileSync(process.env.LAB_CONTEXT ?? '', 'utf8'));
  const csv = join(outDir, 'poucas.csv');
  const diario = join(outDir, 'outras.jsonl');
  writeFileSync(csv, 'momento,temp_ar,climatizacao,sensacao\n2025-01-06 08:00,21.5,misto,-1\n2025-01-06 09:00,,natural,0\n');
  writeFileSync(
    diario,
    '{"momento":"2025-02-01 08:00","medidas":{"temp_ar":30.5},"climatizacao":"natural","voto":2}\n{"momento":"2025-02-01 09:00","medidas":{"temp_ar":null},"climatizacao":"misto","voto":-3}\n',
  );
  const esperado = {
    csv: [
      { momento: '2025-01-06 08:00', temp_ar: 21.5, climatizacao: 'misto', sensacao: '-1' },
      { momento: '2025-01-06 09:00', temp_ar: null, climatizacao: 'natural', sensacao: '0' },
    ],
    diario: [
      { momento: '2025-02-01 08:00', temp_ar: 30.5, climatizacao: 'natural', sensacao: '2' },
      { momento: '2025-02-01 09:00', temp_ar: null, climatizacao: 'misto', sensacao: '-3' },
    ],
  };
  for (const fonte of ['csv', 'diario'] as const) {
    let certa = 0;
    try {
      const linhas = criarDados({ fonte }, { csv, diario }).linhas();
      certa = JSON.stringify(linhas.map((linha) => ({ ...linha }))) === JSON.stringify(esperado[fonte]) ? 1 : 0;
      if (!certa) lab.warn(fonte, { linhas: JSON.stringify(linhas) });
    } catch (erro) {
      lab.warn(fonte, { erro: String(erro) });
    }
    lab.metric(fonte, certa);
  }
});
