// Quarenta execuções, cada uma com o seu rastro.

import { step } from '@bancada/sdk';
import { conectar } from './mlflow.ts';
import { anotar } from './rastro.ts';
import { amostra, avaliar, grade } from './treino.ts';

await step(async (lab) => {
  const cliente = conectar(process.env);
  const linhas = amostra(lab.input('conforto').rows());
  const placar: { id: string; algoritmo: string; f1_macro: number }[] = [];
  for (const [i, config] of grade(lab.seed).entries()) {
    const id = await cliente.criar(`${config.algoritmo} ${(i % 10) + 1}`);
    const registro = anotar(config, await avaliar(linhas, config), linhas);
    await cliente.registrar(id, registro);
    await cliente.terminar(id);
    placar.push({ id, algoritmo: config.algoritmo, f1_macro: registro.metricas.find(({ key }) => key === 'f1_macro')?.value ?? 0 });
    lab.progress((i + 1) / 40);
  }
  placar.sort((a, b) => b.f1_macro - a.f1_macro);
  lab.metric('melhor_f1_macro', placar[0].f1_macro);
  lab.output('placar').json(placar);
});
