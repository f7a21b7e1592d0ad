/** Prints, as JSON, the figures that the study text quotes: `npm run numeros -- 05-mlops`. The same code and seed as the pipeline of the reference. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ehDeTeste } from '../../challenges/05-mlops/exemplo/filtro/divisao.ts';
import { medir } from '../../challenges/05-mlops/exemplo/filtro/medidas.ts';
import { type Exemplo, prever, treinar } from '../../challenges/05-mlops/exemplo/filtro/modelo.ts';

const source = new URL('../../resources/datasets/spam-emails.json.gz', import.meta.url);
const options = JSON.parse(readFileSync(new URL('../../challenges/05-mlops/exemplo/treino.json', import.meta.url), 'utf8'));
const emails: (Exemplo & { id: string })[] = JSON.parse(gunzipSync(readFileSync(source)).toString('utf8'));
const test = emails.filter(({ id }) => ehDeTeste(id, 7));
const training = emails.filter(({ id }) => !ehDeTeste(id, 7));

process.stdout.write(
  `${JSON.stringify(
    {
      emails: emails.length,
      spam: emails.filter(({ classe }) => classe === 'spam').length,
      training: training.length,
      test: test.length,
      reference: scores(test, options),
      /** What the pull request “Smaller model” makes of it. */
      worse: scores(test, { ...options, vocabulario: 8 }),
      onTraining: scores(training, options),
    },
    null,
    2,
  )}\n`,
);

function scores(judged: readonly Exemplo[], wanted: { vocabulario: number; epocas: number }) {
  const model = treinar(training, wanted);
  return medir(
    judged.map(({ classe }) => classe),
    judged.map((email) => (prever(model, email) >= 0.5 ? 'spam' : 'ham')),
  );
}
