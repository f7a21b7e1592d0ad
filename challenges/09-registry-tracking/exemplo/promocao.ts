// Três meses de história: janeiro promove a melhor floresta; fevereiro, a melhor de todas; em março alguém tenta uma pior, e volta-se a janeiro.

import { step } from '@bancada/sdk';
import { conectar } from './mlflow.ts';
import { auditoria, cartao, promover, restaurar } from './politica.ts';

interface Linha {
  id: string;
  algoritmo: string;
  f1_macro: number;
}

await step(async (lab) => {
  const cliente = conectar(process.env);
  const placar = lab.input('placar').json<Linha[]>();
  const floresta = placar.find(({ algoritmo }) => algoritmo === 'random_forest');
  const pior = placar.at(-1);
  if (!floresta || !pior) throw new Error('o placar está vazio');
  // Um nome por execução: cada uma começa de um registro limpo.
  const modelo = `conforto-${process.env.MLFLOW_RUN_ID?.slice(0, 8)}`;
  const versao = async ({ id }: Linha) => cliente.criarVersao(modelo, id, cartao(await cliente.ler(id)));
  const janeiro = await versao(floresta);
  const fevereiro = await versao(placar[0]);
  const marco = await versao(pior);

  await promover(cliente, modelo, janeiro, '2025-01-15T09:00:00Z');
  await promover(cliente, modelo, fevereiro, '2025-02-15T09:00:00Z');
  const promovida = await promover(cliente, modelo, marco, '2025-03-10T09:00:00Z');
  lab.log(promovida ? 'a versão de março passou pelo portão' : 'a versão de março não passou pelo portão');
  await restaurar(cliente, modelo, '2025-01-31T23:59:59Z', '2025-03-20T09:00:00Z');
  lab.output('registro').json({ modelo, auditoria: await auditoria(cliente, modelo) });
});
