/** What `bancada cards` says, in both languages. */
import type { CardStats, CardsImported, Locale } from '../../contract/index.ts';

const pt = {
  about: 'os cartões de revisão: exportar, importar, estatísticas',
  export: 'os cartões no formato de texto do Anki (com HTML, etiquetas e identidade); sem arquivo, na saída',
  own: 'só os que você escreveu',
  import: 'lê notas em texto do Anki para os seus cartões; as já conhecidas são atualizadas',
  stats: 'retenção, o que vence nos próximos 30 dias, respostas do ano',
  written: (cards: number, file: string) => `${cards} cartões em ${file}`,
  imported: ({ added, changed, same, ofLab }: CardsImported) => `${added} novos, ${changed} atualizados, ${same} iguais, ${ofLab} já da bancada`,
  line: (line: number, why: string) => `linha ${line}: ${why}`,
  why: {
    empty: 'frente ou verso vazio',
    long: 'texto longo demais (20.000 sinais por lado)',
    columns: 'falta o verso',
    tags: 'etiquetas demais ou longas demais',
  },
  retention: (days: number) => `Retenção em ${days} dias`,
  young: 'recentes (intervalo < 21 dias)',
  mature: 'maduros (≥ 21 dias)',
  none: 'sem respostas ainda',
  ofAnswers: (answers: number) => `de ${answers} respostas`,
  unknown: (count: number) => `${count} respostas antigas não contam: não se sabe em que estado o cartão estava`,
  due: 'Vencem',
  today: 'hoje',
  thirty: 'em 30 dias',
  year: (answers: number, days: number) => `${answers} respostas em ${days} dias do último ano`,
  cards: ({ learning, young, mature, leeches }: CardStats['cards']) =>
    `${learning} em aprendizado, ${young} recentes, ${mature} maduros, ${leeches} suspensos`,
};

const en: typeof pt = {
  about: 'the review cards: export, import, statistics',
  export: "the cards in Anki's text format (with HTML, tags and identity); without a file, on the output",
  own: 'only those you wrote',
  import: "reads Anki's notes in plain text into your own cards; known ones are updated",
  stats: 'retention, what is due in the next 30 days, answers of the year',
  written: (cards, file) => `${cards} cards in ${file}`,
  imported: ({ added, changed, same, ofLab }) => `${added} new, ${changed} updated, ${same} the same, ${ofLab} of the lab already`,
  line: (line, why) => `line ${line}: ${why}`,
  why: {
    empty: 'front or back is empty',
    long: 'text too long (20,000 characters a side)',
    columns: 'the back is missing',
    tags: 'too many tags, or too long',
  },
  retention: (days) => `Retention over ${days} days`,
  young: 'young (interval < 21 days)',
  mature: 'mature (≥ 21 days)',
  none: 'no answers yet',
  ofAnswers: (answers) => `of ${answers} answers`,
  unknown: (count) => `${count} old answers do not count: the state the card was in is not known`,
  due: 'Due',
  today: 'today',
  thirty: 'in 30 days',
  year: (answers, days) => `${answers} answers on ${days} days of the last year`,
  cards: ({ learning, young, mature, leeches }) => `${learning} learning, ${young} young, ${mature} mature, ${leeches} suspended`,
};

export const cardTexts = (locale: Locale) => (locale === 'en' ? en : pt);
type Texts = typeof pt;

export function importedText(told: CardsImported, t: Texts): string {
  return [t.imported(told), ...told.refused.map(({ line, why }) => t.line(line, t.why[why]))].join('\n');
}

export function statsText({ days, retention, forecast, cards }: CardStats, t: Texts, locale: Locale): string {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const told = (name: string, { answers, recalled }: { answers: number; recalled: number }) =>
    `  ${name}: ${answers === 0 ? t.none : `${percent.format(recalled / answers)} ${t.ofAnswers(answers)}`}`;
  return [
    t.cards(cards),
    ...retention.flatMap(({ overDays, young, mature, unknown }) => [
      t.retention(overDays),
      told(t.young, young),
      told(t.mature, mature),
      ...(unknown > 0 ? [`  ${t.unknown(unknown)}`] : []),
    ]),
    `${t.due}: ${forecast[0]?.due ?? 0} ${t.today}, ${sum(forecast.map(({ due }) => due))} ${t.thirty}`,
    t.year(sum(days.map(({ answers }) => answers)), days.length),
  ].join('\n');
}
