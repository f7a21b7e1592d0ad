// The scores that the study text quotes of three years of replay; `numeros.ts` prints what the weather itself is, too.
import { cells, decimal, type Quote, type Quotes, type ReferenceRun, share } from '../reference-run.ts';

interface Look {
  ate: string;
  drift: boolean;
  alarme: boolean;
  acuracia: number;
}

const MONTHS = { '01': ['janeiro', 'January'], '03': ['março', 'March'], '04': ['abril', 'April'], '05': ['maio', 'May'] } as const;

export function quotes(run: ReferenceRun): Quotes {
  const july = run.rows<{ date: string; previsto: string; verdade: string }>('replay.previsoes').filter(({ date }) => date.startsWith('2013-07'));
  const right = july.filter(({ previsto, verdade }) => previsto === verdade).length / july.length;
  const { acuracia_laco, acuracia_congelado, retreinos } = run.metrics;
  return {
    ...Object.fromEntries(
      run
        .rows<Look>('replay.diario')
        .slice(0, 5)
        .map((look) => [look.ate, rowOf(look)]),
    ),
    julho: share(right),
    laco: share(acuracia_laco!),
    congelado: share(acuracia_congelado!),
    retreinos: { pt: `${retreinos} retreinos`, en: `${retreinos} retrainings` },
    ...examsOf(run),
    ...silenceOf(run.seen['sem-alarme-falso']),
  };
}

/** Alarms before the winter ends, and in 200 windows drawn from the winter itself, as the check's probe counts them. */
function silenceOf(seen: string | undefined): Quotes {
  if (seen === undefined) return {};
  const [, rang] = seen.split(', ').map(Number);
  const [pt, en] = rang === 0 ? ['não tocou nenhuma vez', 'did not ring once'] : [`tocou ${rang}`, `rang ${rang}`];
  return {
    silencio: {
      pt: `em 200 janelas sorteadas do próprio inverno, o alarme da referência ${pt}`,
      en: `in 200 windows drawn from the winter itself the reference’s alarm ${en}`,
    },
  };
}

function rowOf({ ate, drift, alarme, acuracia }: Look): Quote {
  const [, month = '', day = ''] = ate.split('-');
  const [pt, en] = MONTHS[month as keyof typeof MONTHS];
  const number = Number(day);
  const say = (yes: boolean, [onPt, onEn]: readonly [string, string], [offPt, offEn]: readonly [string, string]) =>
    yes ? { pt: onPt, en: onEn } : { pt: offPt, en: offEn };
  return cells(
    { pt: `${number === 1 ? '1º' : number} de ${pt}`, en: `${number} ${en}` },
    say(drift, ['sim', 'yes'], ['não', 'no']),
    say(alarme, ['toca', 'rings'], ['quieto', 'quiet']),
    share(acuracia),
  );
}

interface Exam {
  ate: string;
  prova: { verdade: string }[];
  campeao: string[];
  desafiante: string[];
  p: number;
}

/** The exam that was passed and the one that was not, as the text tells them. */
function examsOf(run: ReferenceRun): Quotes {
  const all = run.json<Exam[]>('replay.retreinos');
  const at = (date: string) => all.find(({ ate }) => ate === date)!;
  const right = ({ prova }: Exam, answers: readonly string[]) =>
    share(answers.filter((answer, i) => answer === prova[i]!.verdade).length / prova.length);
  const tell = (date: string, [pt, en]: readonly [string, string], digits: number): Quotes => {
    const exam = at(date);
    const [better, champion, p] = [right(exam, exam.desafiante), right(exam, exam.campeao), decimal(exam.p, digits)];
    return {
      [`desafiante_${date}`]: { pt: `${better.pt} ${pt} ${champion.pt}`, en: `${better.en} ${en} ${champion.en}` },
      [`p_${date}`]: p,
    };
  };
  return { ...tell('2013-05-30', ['da prova contra', 'of the exam against the champion’s'], 3), ...tell('2015-01-20', ['contra', 'against'], 2) };
}
