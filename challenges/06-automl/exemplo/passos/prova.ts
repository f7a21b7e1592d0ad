// Prova: cada modelo escolhido encontra o seu teste, uma vez. O que sair daqui é o que se promete a quem vai usar.
import { classificationReport, type Row, regressionReport, step } from '@bancada/sdk';

const ALVOS = { carros: 'mpg', pinguins: 'species', conforto: 'sensacao' };

await step(async (lab) => {
  const previsoes: Row[] = [];
  for (const [tabela, alvo] of Object.entries(ALVOS)) {
    const modelo = await lab.input(tabela).model();
    // O modelo foi treinado com as colunas preparadas: a prova as prepara do mesmo jeito, com a mesma função.
    const { preparar } = (await import(`../buscas/${tabela}.ts`)) as { preparar(linhas: Row[]): Row[] };
    const linhas = preparar(lab.input(`${tabela}_teste`).rows());
    const respostas = modelo.predict(linhas);
    const reais = linhas.map((linha) => linha[alvo]);
    if (tabela === 'carros') {
      const { r2, rmse } = regressionReport(
        reais.map(Number),
        respostas.map(({ value }) => value ?? Number.NaN),
      );
      lab.metric('carros_r2', r2);
      lab.metric('carros_rmse', rmse);
    } else {
      const { f1_macro } = classificationReport(
        reais.map(String),
        respostas.map(({ label }) => label),
      );
      lab.metric(`${tabela}_f1`, f1_macro);
    }
    respostas.forEach(({ label, value }, i) => {
      previsoes.push({ tabela, real: reais[i], previsto: value ?? label });
    });
  }
  lab.output('previsoes').rows(previsoes);
});
