// Ingestão: traz os voos para dentro do pipeline, sem julgar nem corrigir nada.
import { step } from '@bancada/sdk';

await step((lab) => {
  const voos = lab.input('bruto').rows();
  lab.metric('linhas', voos.length);
  lab.output('voos').rows(voos);
});
