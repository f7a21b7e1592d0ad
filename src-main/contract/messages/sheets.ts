/** Names of the tables that are taken away, and of their columns, in both languages. Metrics, params and what the lab calls by one name everywhere keep theirs. */

const pt = {
  progress: 'Progresso',
  weeks: 'Roteiro',
  skills: 'Habilidades',
  days: 'Dias de estudo',
  experiments: 'Experimentos',
  runs: 'Execuções',
  steps: 'Passos',
  searches: 'Buscas',
  board: 'Classificação',
  importances: 'Importâncias',
  exams: 'Exames',
  loads: 'Testes de carga',
  seconds: 'Segundo a segundo',
  column: {
    ...{ architecture: 'Arquitetura', done: 'Concluído', sectionsRead: 'Seções lidas', sections: 'Seções', checksPassed: 'Verificações aprovadas' },
    ...{ checks: 'Verificações', questionsRight: 'Questões certas', questions: 'Questões', cardsSeen: 'Cartões vistos', cards: 'Cartões' },
    ...{
      minutes: 'Minutos (estimativa)',
      lastAt: 'Última atividade',
      week: 'Semana',
      title: 'Título',
      tasks: 'Tarefas',
      tasksDone: 'Tarefas feitas',
    },
    ...{ hours: 'Horas previstas', hoursDone: 'Horas feitas', skill: 'Habilidade', level: 'Nível', day: 'Dia', runs: 'Execuções' },
    ...{
      run: 'Execução',
      id: 'Identificador',
      experiment: 'Experimento',
      pipeline: 'Pipeline',
      solution: 'Código',
      engine: 'Motor',
      status: 'Situação',
    },
    ...{ startedAt: 'Início', endedAt: 'Fim', durationMs: 'Duração (ms)', model: 'Modelo', endpoint: 'Endpoint', error: 'Erro', step: 'Passo' },
    ...{ cached: 'Do cache', attempts: 'Tentativas', search: 'Busca', data: 'Dados', target: 'Alvo', sampler: 'Amostrador', metric: 'Métrica' },
    ...{ trials: 'Tentativas pedidas', ended: 'Tentativas feitas', pruned: 'Podadas', best: 'Melhor na busca', confirmed: 'Confirmado' },
    ...{ saved: 'Treino poupado', trial: 'Tentativa', state: 'Estado', reason: 'Motivo', folds: 'Dobras', deviation: 'Desvio' },
    ...{ confirmedDeviation: 'Desvio do confirmado', chosen: 'Escolhida', param: 'Parâmetro', share: 'Parcela', rows: 'Linhas', value: 'Valor' },
    ...{ test: 'Teste', served: 'Servido', revision: 'Revisão', profile: 'Perfil', rate: 'Pedidos/s', seconds: 'Segundos', arrivals: 'Chegadas' },
    ...{ sent: 'Enviados', ok: 'Respondidos', failed: 'Com erro', errors: 'Erros', throughput: 'Vazão (respostas/s)', max: 'Máximo (ms)' },
    ...{ servicePercentile: 'p99 do serviço (ms)', second: 'Segundo', due: 'Devidos', underWay: 'Em andamento', when: 'Quando' },
  },
};

type Words = typeof pt;

const en: Words = {
  progress: 'Progress',
  weeks: 'Roadmap',
  skills: 'Skills',
  days: 'Days of study',
  experiments: 'Experiments',
  runs: 'Runs',
  steps: 'Steps',
  searches: 'Searches',
  board: 'Leaderboard',
  importances: 'Importances',
  exams: 'Exams',
  loads: 'Load tests',
  seconds: 'Second by second',
  column: {
    ...{ architecture: 'Architecture', done: 'Done', sectionsRead: 'Sections read', sections: 'Sections', checksPassed: 'Checks passed' },
    ...{ checks: 'Checks', questionsRight: 'Questions right', questions: 'Questions', cardsSeen: 'Cards seen', cards: 'Cards' },
    ...{ minutes: 'Minutes (estimate)', lastAt: 'Last activity', week: 'Week', title: 'Title', tasks: 'Tasks', tasksDone: 'Tasks done' },
    ...{ hours: 'Hours planned', hoursDone: 'Hours done', skill: 'Skill', level: 'Level', day: 'Day', runs: 'Runs' },
    ...{ run: 'Run', id: 'Id', experiment: 'Experiment', pipeline: 'Pipeline', solution: 'Code', engine: 'Engine', status: 'Status' },
    ...{ startedAt: 'Started', endedAt: 'Ended', durationMs: 'Duration (ms)', model: 'Model', endpoint: 'Endpoint', error: 'Error', step: 'Step' },
    ...{ cached: 'From cache', attempts: 'Attempts', search: 'Search', data: 'Data', target: 'Target', sampler: 'Sampler', metric: 'Metric' },
    ...{ trials: 'Trials asked for', ended: 'Trials done', pruned: 'Pruned', best: 'Best in the search', confirmed: 'Confirmed' },
    ...{ saved: 'Training spared', trial: 'Trial', state: 'State', reason: 'Reason', folds: 'Folds', deviation: 'Deviation' },
    ...{ confirmedDeviation: 'Deviation of confirmed', chosen: 'Chosen', param: 'Param', share: 'Share', rows: 'Rows', value: 'Value' },
    ...{ test: 'Test', served: 'Served', revision: 'Revision', profile: 'Profile', rate: 'Requests/s', seconds: 'Seconds', arrivals: 'Arrivals' },
    ...{ sent: 'Sent', ok: 'Answered', failed: 'Failed', errors: 'Errors', throughput: 'Throughput (answers/s)', max: 'Maximum (ms)' },
    ...{ servicePercentile: 'p99 of the service (ms)', second: 'Second', due: 'Due', underWay: 'Under way', when: 'When' },
  },
};

export const takenWords = { pt, en };
export type TakenWords = Words;
