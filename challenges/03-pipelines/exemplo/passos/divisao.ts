// Divisão: o modelo treina no passado e é medido no futuro, como vai acontecer quando estiver no ar.
import { step, timeSplit } from '@bancada/sdk';

const PARTES = ['treino', 'ajuste', 'teste'] as const;

await step((lab) => {
  const voos = lab.input('voos').rows();
  const indices = timeSplit(
    voos.map((voo) => String(voo.date)),
    [0.6, 0.2, 0.2],
  );
  PARTES.forEach((parte, k) => {
    const linhas = indices[k].map((i) => voos[i]);
    lab.output(parte).rows(linhas);
    lab.metric(`linhas_${parte}`, linhas.length);
    lab.log(`${parte}: ${linhas[0].date} a ${linhas.at(-1).date}`);
  });
});
