// Treino: o mesmo programa faz o primeiro campeão, com os dias de inverno, e cada desafiante, com os dias que o laço entrega.
import { step } from '@bancada/sdk';
import { COLUNAS, type Dia } from '../laco/dias.ts';
import { acuracia, treinar } from '../laco/modelo.ts';

await step(async (lab) => {
  const dias = lab.input('dias').rows() as unknown as Dia[];
  // Os últimos 20 % medem o modelo contra dias que ele não viu; é esta métrica que o portão do registro compara.
  const corte = Math.floor(dias.length * 0.8);
  const ensaio = await treinar(dias.slice(0, corte), lab.seed);
  const nota = acuracia(ensaio, dias.slice(corte));
  lab.metric('acuracia', nota);
  const modelo = await treinar(dias, lab.seed);
  const referencia = dias.map((dia) => Object.fromEntries(COLUNAS.map((coluna) => [coluna, dia[coluna] ?? null])));
  lab.output('modelo').model(modelo, {
    description: `Chuva em Seattle, treinado com ${dias.length} dias`,
    reference: referencia,
    metrics: { acuracia: nota },
  });
});
