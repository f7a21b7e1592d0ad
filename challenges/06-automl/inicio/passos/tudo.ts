// A busca como ela costuma nascer: sorteia, treina, olha a nota no teste e fica com a maior.
// Roda e impressiona. Você vai descobrir quanto do que ela promete é sorte.
import { classificationReport, type Row, regressionReport, step, trainClassifier, trainRegressor, trainTestSplit } from '@bancada/sdk';

const TABELAS = {
  carros: { alvo: 'mpg', numericas: ['cilindros', 'cilindrada', 'potencia', 'peso', 'aceleracao'] },
  pinguins: { alvo: 'species', numericas: ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'] },
  conforto: { alvo: 'sensacao', numericas: ['temp_ar', 'umidade', 'vel_ar', 'temp_parede', 'metabolismo', 'vestimenta'] },
};

await step(async (lab) => {
  const melhores: Record<string, unknown> = {};
  for (const [tabela, { alvo, numericas }] of Object.entries(TABELAS)) {
    const linhas = lab
      .input(tabela)
      .rows()
      .filter((linha) => linha[alvo] !== null);
    // As lacunas recebem a média da coluna inteira. De onde veio essa média?
    for (const coluna of numericas) {
      const valores = linhas.flatMap((linha) => (linha[coluna] === null ? [] : [Number(linha[coluna])]));
      const media = valores.reduce((soma, valor) => soma + valor, 0) / valores.length;
      for (const linha of linhas) linha[coluna] ??= media;
    }
    const { train, test } = trainTestSplit(linhas.length, { test: 0.25, seed: lab.seed });
    const treino = train.map((i) => linhas[i]);
    const teste = test.map((i) => linhas[i]);
    let melhor = { nota: Number.NEGATIVE_INFINITY, trees: 0, depth: 0 };
    for (let tentativa = 0; tentativa < 6; tentativa++) {
      const params = { trees: 3 + Math.floor(20 * lab.random()), depth: 2 + Math.floor(5 * lab.random()) };
      const nota = await avaliar(treino, teste, { alvo, numericas, params });
      if (nota > melhor.nota) melhor = { nota, ...params };
    }
    melhores[tabela] = melhor;
    lab.metric(`${tabela}_nota`, melhor.nota);
  }
  lab.output('melhores').json(melhores);
});

interface Sobre {
  alvo: string;
  numericas: string[];
  params: Record<string, number>;
}

async function avaliar(treino: Row[], teste: Row[], { alvo, numericas, params }: Sobre): Promise<number> {
  const comum = { algorithm: 'random_forest' as const, target: alvo, numeric: numericas, params };
  if (alvo === 'mpg') {
    const modelo = await trainRegressor(treino, comum);
    return regressionReport(
      teste.map((linha) => Number(linha[alvo])),
      modelo.predict(teste).map(({ value }) => value ?? 0),
    ).r2;
  }
  const modelo = await trainClassifier(treino, comum);
  return classificationReport(
    teste.map((linha) => String(linha[alvo])),
    modelo.predict(teste).map(({ label }) => label),
  ).f1_macro;
}
