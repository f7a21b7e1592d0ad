// Perguntas à história, na linguagem de busca do MLflow.

export const consultas = {
  /** As SVM com F1 macro acima de 0,7. */
  svmBoas: "params.algoritmo = 'svm' AND metrics.f1_macro > 0.7",
  /** Florestas e boosting: tudo o que é feito de árvores, e por isso anotou quantas. */
  arvores: 'params.trees IS NOT NULL',
  /** Execuções que deixaram a versão dos dados mas não chegaram a 0,4. */
  fracas: "metrics.f1_macro < 0.4 AND tags.`dados.sha256` LIKE '%'",
};
