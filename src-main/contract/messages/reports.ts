/** Words of reports and certificates, in both languages. */
const pt = {
  report: 'Relatório do laboratório',
  certificate: 'Certificado de conclusão',
  of: (who: string) => `de ${who}`,
  made: (when: string) => `Feito em ${when} pela Bancada, dos registros desta máquina.`,
  earned: (who: string, title: string, checks: number) =>
    `${who || 'Quem estudou aqui'} resolveu o desafio da arquitetura ${title}: as ${checks} verificações automáticas foram aprovadas com código próprio.`,
  honest: 'Emitido pela própria Bancada, sem prova supervisionada: o que ele atesta são os registros das verificações e das execuções nesta máquina.',
  measured: 'Resultados medidos',
  nothingMeasured: 'Nenhuma execução própria foi medida ainda.',
  progress: 'Arquiteturas',
  skills: 'Habilidades, pelas evidências',
  time: 'Tempo de estudo',
  estimated: (hours: string) => `${hours} h (estimativa)`,
  days: 'Dias de estudo',
  column: { module: 'Arquitetura', read: 'Leitura', checks: 'Desafio', questions: 'Questionário', cards: 'Cartões', share: 'Concluído' },
  skill: 'Área',
  level: 'Nível',
  measure: 'Medida',
  value: 'Valor',
};

const en: typeof pt = {
  report: 'Report of the laboratory',
  certificate: 'Certificate of completion',
  of: (who) => `of ${who}`,
  made: (when) => `Made on ${when} by Bancada, from the records of this machine.`,
  earned: (who, title, checks) =>
    `${who || 'Whoever studied here'} solved the challenge of the architecture ${title}: all ${checks} automatic checks passed with code of their own.`,
  honest: 'Issued by Bancada itself, without a supervised exam: what it attests are the records of checks and runs on this machine.',
  measured: 'Measured results',
  nothingMeasured: 'No run of their own was measured yet.',
  progress: 'Architectures',
  skills: 'Skills, by evidence',
  time: 'Time of study',
  estimated: (hours) => `${hours} h (estimate)`,
  days: 'Days of study',
  column: { module: 'Architecture', read: 'Reading', checks: 'Challenge', questions: 'Quiz', cards: 'Cards', share: 'Done' },
  skill: 'Area',
  level: 'Level',
  measure: 'Measure',
  value: 'Value',
};

export const reportWords = { pt, en };
