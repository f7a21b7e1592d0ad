/** What the page of a study says, in both languages. */

const pt = {
  lang: 'pt-BR',
  title: (current: string, reference: string) => `Deriva: ${current} comparado com ${reference}`,
  made: (when: string) => `Feito pela Bancada em ${when}. Tudo o que esta página mostra está nela; nada é buscado na rede.`,
  reference: 'referência',
  current: 'atual',
  rows: (n: string) => `${n} linhas`,
  period: (from: string, to: string) => `de ${from} a ${to}`,
  few: 'Um dos lados tem menos de 100 linhas: nada é dito sobre deriva.',
  verdict: (drifted: number, all: number, share: string) =>
    drifted === 0 ? `Nenhuma das ${all} colunas mudou de distribuição.` : `Mudaram de distribuição: ${drifted} de ${all} colunas (${share}).`,
  correction: {
    bh: 'Valores-p corrigidos pelo método de Benjamini–Hochberg: entre o que se chama de deriva, no máximo 5 % é acaso.',
    bonferroni: 'Valores-p corrigidos pelo método de Bonferroni: a chance de qualquer alarme falso fica abaixo de 5 %.',
    none: 'Valores-p sem correção: com muitas colunas, alguns alarmes falsos são esperados.',
  },
  columns: 'Coluna por coluna',
  column: 'coluna',
  distribution: 'distribuições',
  test: 'teste',
  corrected: 'p corrigido',
  distances: 'distâncias',
  missing: 'ausentes',
  outliers: 'discrepantes',
  outside: (share: string) => `${share} fora da faixa da referência`,
  fresh: (names: string, share: string) => `categorias novas: ${names} (${share})`,
  gone: (names: string) => `não aparecem mais: ${names}`,
  severity: { none: 'sem deriva', warning: 'provável', high: 'alta' },
  tests: { ks: 'KS', chi2: 'χ²', outliers: 'Fisher (discrepantes)' },
  prediction: 'previsão do modelo',
  moved: 'média de {a} para {b}; mediana de {c} para {d}',
  joint: 'Todas as colunas juntas',
  mmd: (statistic: string, p: string, rows: string, permutations: string) =>
    `MMD² = ${statistic}, p ${p} (${rows} linhas sorteadas, ${permutations} permutações). Compara as distribuições conjuntas: vê mudanças na relação entre colunas que, uma a uma, não mudaram.`,
  classifier: (auc: string, p: string, rows: string) =>
    `Um classificador tentou distinguir os dois lados: AUC = ${auc} em ${rows} linhas que ele não viu (0,5 é acaso), p ${p}.`,
  by: 'Ele se apoiou em:',
  segments: (by: string) => `Por ${by}`,
  segment: 'segmento',
  drifted: 'colunas que mudaram',
  nothing: 'nenhuma',
  tooFew: 'menos de 30 linhas de um dos lados',
  left: (n: number) => `Outros ${n} segmentos, menores, não foram examinados.`,
  estimate: 'Desempenho estimado antes dos rótulos (CBPE)',
  estimated: (share: string, low: string, high: string, rows: string) =>
    `Acurácia esperada de ${share} (entre ${low} e ${high}) nas ${rows} linhas da janela, pelas probabilidades do próprio modelo.`,
  calibrated: (labelled: string, measured: string, raw: string, after: string) =>
    `Calibrado por ${labelled} respostas com rótulo, em que a acurácia medida foi de ${measured}; erro de calibração de ${raw} antes e ${after} depois.`,
  realised: (labels: string, share: string) => `Rótulos que já chegaram da janela: ${labels}, com acurácia de ${share}.`,
  limits: 'A estimativa supõe que a relação entre entradas e resposta continua a mesma: mudança de conceito ela não vê.',
  skipped: 'Não comparadas',
  why: { absent: 'só existe em um dos lados', kind: 'nem número nem categoria', distinct: 'valores distintos demais' },
  method:
    'Números: Kolmogorov–Smirnov de duas amostras (exato até 10.000 valores) e teste exato de Fisher sobre os discrepantes: além de 1,5 distância interquartil dos quartis da referência e fora dos 99 % centrais dela. Categorias e ausências: qui-quadrado, com as raras somadas. PSI e Jensen–Shannon (base 2) sobre os decis da referência; Wasserstein em desvios-padrão da referência. Distâncias medem o tamanho da mudança e não entram no veredito.',
};

const en: typeof pt = {
  lang: 'en',
  title: (current, reference) => `Drift: ${current} compared with ${reference}`,
  made: (when) => `Made by Bancada on ${when}. All that this page shows is in it; nothing is fetched.`,
  reference: 'reference',
  current: 'current',
  rows: (n) => `${n} rows`,
  period: (from, to) => `from ${from} to ${to}`,
  few: 'One side has fewer than 100 rows: nothing is said of drift.',
  verdict: (drifted, all, share) =>
    drifted === 0 ? `None of the ${all} columns changed its distribution.` : `${drifted} of ${all} columns changed their distribution (${share}).`,
  correction: {
    bh: 'p-values corrected by Benjamini–Hochberg: of what is called drift, 5 % at most is chance.',
    bonferroni: 'p-values corrected by Bonferroni: the chance of any false alarm is below 5 %.',
    none: 'p-values without correction: with many columns some false alarms are to be expected.',
  },
  columns: 'Column by column',
  column: 'column',
  distribution: 'distributions',
  test: 'test',
  corrected: 'corrected p',
  distances: 'distances',
  missing: 'missing',
  outliers: 'outliers',
  outside: (share) => `${share} outside the reference’s range`,
  fresh: (names, share) => `new categories: ${names} (${share})`,
  gone: (names) => `no longer there: ${names}`,
  severity: { none: 'no drift', warning: 'probable', high: 'high' },
  tests: { ks: 'KS', chi2: 'χ²', outliers: 'Fisher (outliers)' },
  prediction: 'prediction of the model',
  moved: 'mean from {a} to {b}; median from {c} to {d}',
  joint: 'All columns together',
  mmd: (statistic, p, rows, permutations) =>
    `MMD² = ${statistic}, p ${p} (${rows} rows drawn, ${permutations} permutations). It compares joint distributions: it sees changes between columns that did not change one by one.`,
  classifier: (auc, p, rows) =>
    `A classifier tried to tell the sides apart: AUC = ${auc} on ${rows} rows that it had not seen (0.5 is chance), p ${p}.`,
  by: 'It went by:',
  segments: (by) => `By ${by}`,
  segment: 'segment',
  drifted: 'columns that changed',
  nothing: 'none',
  tooFew: 'fewer than 30 rows on one side',
  left: (n) => `Another ${n} segments, smaller ones, were not looked at.`,
  estimate: 'Performance estimated before the labels (CBPE)',
  estimated: (share, low, high, rows) =>
    `Expected accuracy ${share} (between ${low} and ${high}) on the ${rows} rows of the window, by the model’s own probabilities.`,
  calibrated: (labelled, measured, raw, after) =>
    `Calibrated by ${labelled} labelled answers, on which the measured accuracy was ${measured}; calibration error ${raw} before and ${after} after.`,
  realised: (labels, share) => `Labels of the window that have come meanwhile: ${labels}, with an accuracy of ${share}.`,
  limits: 'The estimate supposes that inputs and answers go together as before: it does not see a change of concept.',
  skipped: 'Not compared',
  why: { absent: 'on one side only', kind: 'neither number nor category', distinct: 'too many different values' },
  method:
    'Numbers: two-sample Kolmogorov–Smirnov (exact up to 10,000 values) and Fisher’s exact test on outliers: further than 1.5 quartile ranges from the reference’s quartiles and outside the 99 % in its middle. Categories and gaps: chi-square, rare ones pooled. PSI and Jensen–Shannon (base 2) over the reference’s deciles; Wasserstein in standard deviations of the reference. Distances say how large a change is and decide nothing.',
};

export type ReportTexts = typeof pt;
export const reportTexts = (language: 'pt' | 'en'): ReportTexts => (language === 'en' ? en : pt);
