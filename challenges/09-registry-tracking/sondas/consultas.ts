// Entrega as consultas do aluno a quem as executa: o servidor do laboratório.

import { step } from '@bancada/sdk';
import { consultas } from '../consultas.ts';

await step((lab) => {
  for (const [nome, filtro] of Object.entries(consultas)) lab.tag(`consulta.${nome}`, String(filtro));
  lab.log(JSON.stringify(consultas));
});
