// Stull e média móvel, contra valores calculados à parte.

import { step } from '@bancada/sdk';
import { bulboUmido } from '../features/bulbo-umido.ts';
import { mediaMovel } from '../features/media-movel.ts';

const STULL = [
  [20, 50, 13.699341968988136],
  [35, 20, 19.302351794569628],
  [5, 95, 4.444005770110433],
  [30.5, 71, 26.218900602718033],
];

const JANELAS: [number, (number | null)[], (number | null)[]][] = [
  [3, [10, null, 20], [10, 15, 20]],
  [5, [null, null, null, 8, 2], [null, 8, 5, 8, 2]],
  [3, [1, null, null, 4], [1, 1, 4, 4]],
  [3, [null, null, null], [null, null, null]],
  [5, [100, 0, null, 0, 100], [100, 0, 50, 0, 100]],
];

await step((lab) => {
  const vistas = new Set<string>();
  // A verificação mostra o primeiro caso errado de cada função.
  const primeira = (nome: string, caso: string) => {
    if (!vistas.has(nome)) lab.tag(nome, caso);
    vistas.add(nome);
  };
  let certos = 0;
  for (const [temperatura, umidade, esperado] of STULL) {
    const visto = bulboUmido(temperatura, umidade);
    if (Math.abs(visto - esperado) < 1e-6) certos += 1;
    else {
      primeira('stull', `bulboUmido(${temperatura}, ${umidade}) = ${visto} (${esperado})`);
      lab.warn('bulboUmido', { temperatura, umidade, visto, esperado });
    }
  }
  lab.metric('stull', certos);
  lab.metric('stull_casos', STULL.length);
  let janelas = 0;
  for (const [janela, valores, esperado] of JANELAS) {
    const visto = mediaMovel(Object.freeze(valores) as (number | null)[], janela);
    if (JSON.stringify(visto) === JSON.stringify(esperado)) janelas += 1;
    else {
      primeira('media_movel', `mediaMovel(${JSON.stringify(valores)}, ${janela}) = ${JSON.stringify(visto)} (${JSON.stringify(esperado)})`);
      lab.warn('mediaMovel', { janela, valores, visto, esperado });
    }
  }
  lab.metric('media_movel', janelas);
  lab.metric('media_movel_casos', JANELAS.length);
});
