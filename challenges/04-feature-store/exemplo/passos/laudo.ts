// Laudo: o mesmo modelo, treinado e avaliado sobre a junção ingênua. Quanto ela promete a mais, e por culpa de qual atributo.
import { type Row, rocAuc, step } from '@bancada/sdk';
import { derivar } from './derivados.ts';
import { antes, depois, risco, treinar } from './modelo.ts';

interface Atributo {
  name: string;
  auc: number | null;
  naiveAuc: number | null;
}

await step(async (lab) => {
  const { corte, arvores } = lab.params;
  const medir = async (linhas: Row[]) => {
    const modelo = await treinar(antes(linhas, corte), lab.seed, arvores);
    const teste = depois(linhas, corte).map((linha) => derivar(linha, linha));
    return rocAuc(
      teste.map((linha) => linha.fraude === 'sim'),
      risco(modelo, teste),
    );
  };
  const { features } = lab.input('resultado').json<{ features: Atributo[] }>();
  const salto = ({ auc, naiveAuc }: Atributo) => (naiveAuc ?? 0) - (auc ?? 0);
  const pior = [...features].sort((a, b) => salto(b) - salto(a))[0];
  lab.output('laudo').json({
    roc_auc: await medir(lab.input('conjunto').rows()),
    roc_auc_ingenuo: await medir(lab.input('ingenuo').rows()),
    atributo: pior.name,
    auc: pior.auc,
    auc_ingenuo: pior.naiveAuc,
    motivo: 'conhecido-depois',
  });
});
