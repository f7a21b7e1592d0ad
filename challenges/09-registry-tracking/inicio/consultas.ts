// Perguntas à história, na linguagem de busca do MLflow. Tarefa: por enquanto, as três acham tudo.

export const consultas = {
  /** As SVM com F1 macro acima de 0,7. */
  svmBoas: '',
  /** Florestas e boosting: tudo o que é feito de árvores, e por isso anotou quantas. */
  arvores: '',
  /** Execuções que deixaram a versão dos dados (dados.sha256) mas não chegaram a 0,4 de F1 macro. */
  fracas: '',
};
