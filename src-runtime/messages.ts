/** Texts of the errors that a learner's program may meet, by code. */
export const messages = {
  ALGORITHM_PARAM: {
    pt: 'O parâmetro “{param}” de {algorithm} não vale {value}. Esperado: {expected}.',
    en: 'The parameter “{param}” of {algorithm} cannot be {value}. Expected: {expected}.',
  },
  ALGORITHM_UNKNOWN: {
    pt: 'O algoritmo “{algorithm}” não existe. Use um destes: {known}.',
    en: 'There is no algorithm “{algorithm}”. Use one of: {known}.',
  },
  ARGUMENT: { pt: '{where}: {value} não serve. Esperado: {expected}.', en: '{where}: {value} is not valid. Expected: {expected}.' },
  AUTOML_ALONE: {
    pt: 'Este programa é a tentativa de uma busca: o passo precisa de `search: ARQUIVO.yaml` no pipeline.yaml, ou use `bancada automl`.',
    en: 'This program is the trial of a search: its step needs `search: FILE.yaml` in pipeline.yaml, or use `bancada automl`.',
  },
  BODY_LARGE: {
    pt: 'O corpo da requisição passa do limite de {limit} bytes.',
    en: 'The request body exceeds the limit of {limit} bytes.',
  },
  BODY_NOT_JSON: {
    pt: 'O corpo da requisição não é JSON válido.',
    en: 'The request body is not valid JSON.',
  },
  BODY_SHAPE: {
    pt: 'O corpo não tem a forma esperada: {expected}.',
    en: 'The body does not have the expected shape: {expected}.',
  },
  CLASSES_MANY: {
    pt: 'A coluna “{target}” tem {found} valores diferentes; um classificador aceita até {limit}. Ela não é um número a agrupar em faixas?',
    en: 'Column “{target}” has {found} different values; a classifier takes up to {limit}. Is it not a number to be grouped in ranges?',
  },
  COLUMN_MISSING: {
    pt: 'A coluna “{column}” não existe nos dados. Há: {columns}.',
    en: 'The data has no column “{column}”. There are: {columns}.',
  },
  CONTEXT_MISSING: {
    pt: 'Este programa é um passo do Bancada: execute-o pelo botão Executar ou com `bancada run`. (A variável LAB_CONTEXT não aponta para um contexto legível: {path}.)',
    en: 'This program is a step of Bancada: start it with Run or `bancada run`. (LAB_CONTEXT does not name a readable context: {path}.)',
  },
  CSV_QUOTE: {
    pt: 'O CSV “{file}” tem aspas abertas na linha {line} que nunca se fecham.',
    en: 'The CSV “{file}” opens quotes on line {line} that are never closed.',
  },
  CSV_WIDTH: {
    pt: 'A linha {line} do CSV “{file}” tem {found} células; o cabeçalho tem {expected}.',
    en: 'Line {line} of the CSV “{file}” has {found} cells; its header has {expected}.',
  },
  FEEDBACK_UNKNOWN: {
    pt: 'Nenhum pedido recente “{id}” espera retorno: ele já veio, o pedido é antigo, ou não passou por um bandido.',
    en: 'No recent request “{id}” awaits feedback: it has come already, the request is old, or it went by no bandit.',
  },
  FIELD_CHOICE: {
    pt: 'O campo “{field}” não aceita {value}. Valores aceitos: {choices}.',
    en: 'Field “{field}” does not accept {value}. Accepted values: {choices}.',
  },
  FIELD_MISSING: {
    pt: 'Falta o campo “{field}”.',
    en: 'Field “{field}” is missing.',
  },
  FIELD_RANGE: {
    pt: 'O campo “{field}” vale {value}; deve ficar entre {min} e {max}.',
    en: 'Field “{field}” is {value}; it must lie between {min} and {max}.',
  },
  FIELD_TYPE: {
    pt: 'O campo “{field}” deve ser {expected}; veio {value}.',
    en: 'Field “{field}” must be {expected}; got {value}.',
  },
  FORMAT: {
    pt: '“{name}” é {format}; a operação {operation} só existe para {expected}.',
    en: '“{name}” is {format}; {operation} exists only for {expected}.',
  },
  GAP: {
    pt: 'A coluna “{column}” está vazia na linha {row}. Preencha as lacunas antes, ou peça `impute` no treino.',
    en: 'Column “{column}” is empty in row {row}. Fill the gaps first, or ask for `impute` when training.',
  },
  GOLDEN_DIFFERS: {
    pt: 'O modelo não responde como respondeu onde foi feito. Linha de ouro {row}: esperado {expected}, respondido {found}.',
    en: 'The model does not answer as it did where it was made. Golden row {row}: expected {expected}, answered {found}.',
  },
  GRAPH_BAD: {
    pt: 'No grafo de modelos, {path}: {value} não serve. Esperado: {expected}.',
    en: 'In the model graph, {path}: {value} is not valid. Expected: {expected}.',
  },
  GRAPH_SILENT: {
    pt: 'Nenhum modelo do grafo pôde responder à linha {row} ({reason}). Dê um fallback a {node}.',
    en: 'No model of the graph could answer row {row} ({reason}). Give {node} a fallback.',
  },
  INPUT_UNKNOWN: {
    pt: 'Este passo não declara a entrada “{name}”. Declaradas: {known}.',
    en: 'This step declares no input “{name}”. Declared: {known}.',
  },
  JSON_BAD: { pt: '“{file}” não é JSON válido (linha {line}): {reason}', en: '“{file}” is not valid JSON (line {line}): {reason}' },
  MEDIA_TYPE: {
    pt: 'O tipo de conteúdo {type} não é aceito; envie {expected}.',
    en: 'Content type {type} is not accepted; send {expected}.',
  },
  MEMBER_OUT: {
    pt: 'O membro {member} está fora ({state}).',
    en: 'The member {member} is out ({state}).',
  },
  METRIC_VALUE: {
    pt: 'A métrica “{key}” recebeu {value}; só números finitos podem ser registrados.',
    en: 'Metric “{key}” was given {value}; only finite numbers can be recorded.',
  },
  MODEL_BAD: { pt: 'A pasta “{path}” não guarda um modelo legível: {reason}', en: 'Folder “{path}” does not hold a readable model: {reason}' },
  MODEL_UNKNOWN: {
    pt: 'Este servidor não tem o modelo {model}. Ele serve {known}.',
    en: 'This server does not have the model {model}. It serves {known}.',
  },
  NOT_A_NUMBER: {
    pt: 'A coluna “{column}” deveria ser numérica, mas a linha {row} tem {value}.',
    en: 'Column “{column}” should be numeric, but row {row} has {value}.',
  },
  ONE_CLASS: {
    pt: 'A coluna “{target}” tem só a classe “{label}” nas linhas de treino; são necessárias pelo menos duas.',
    en: 'Column “{target}” holds only the class “{label}” in the training rows; at least two are needed.',
  },
  OUTPUT_UNKNOWN: {
    pt: 'Este passo não declara a saída “{name}”. Declaradas: {known}.',
    en: 'This step declares no output “{name}”. Declared: {known}.',
  },
  PARQUET_BAD: { pt: '“{file}” não é um Parquet legível: {reason}', en: '“{file}” is not readable Parquet: {reason}' },
  PREDICTION_BAD: {
    pt: 'A função predict do serviço devolveu {found}; esperado: uma previsão por linha, cada uma com label e probabilities.',
    en: "The service's predict returned {found}; expected: one prediction per row, each with label and probabilities.",
  },
  PREDICTION_FAILED: {
    pt: 'O modelo falhou ao responder: {reason}',
    en: 'The model failed to answer: {reason}',
  },
  REFERENCE_NONE: {
    pt: 'O modelo não traz linhas de referência, e sem elas não há com o que comparar uma resposta. Salve-o com `reference`.',
    en: 'The model brings no reference rows, and without them there is nothing to compare an answer with. Save it with `reference`.',
  },
  REQUEST_BAD: {
    pt: 'A requisição HTTP não é válida.',
    en: 'The HTTP request is not valid.',
  },
  ROUTE_UNKNOWN: {
    pt: 'Não há {method} {path} neste servidor. Veja /docs.',
    en: 'There is no {method} {path} on this server. See /docs.',
  },
  ROWS_MANY: {
    pt: 'Vieram {rows} linhas; o limite por requisição é {limit}.',
    en: 'There are {rows} rows; the limit per request is {limit}.',
  },
  ROWS_NONE: { pt: 'Não há linhas de treino.', en: 'There are no training rows.' },
  SERVICE_ONLY: {
    pt: 'lab.serve só funciona quando o programa foi iniciado como serviço (lab.mode === "service").',
    en: 'lab.serve works only when the program was started as a service (lab.mode === "service").',
  },
  STEP_IMPORTED: {
    pt: 'step() foi chamada por “{file}”, que foi importado e não executado: nada foi feito. Proteja a chamada com `if (import.meta.main)`.',
    en: 'step() was called by “{file}”, which was imported and not run: nothing was done. Guard the call with `if (import.meta.main)`.',
  },
  TARGET_GAP: {
    pt: 'A coluna-alvo “{target}” está vazia na linha {row}.',
    en: 'The target column “{target}” is empty in row {row}.',
  },
  TENSOR: {
    pt: 'O tensor “{field}” não serve: {expected}.',
    en: 'Tensor “{field}” is not valid: {expected}.',
  },
  TRANSFORM_BAD: {
    pt: 'O código de atributos “{module}” não serve: {reason}. Ele deve exportar uma função transform(linha) que devolve uma linha, sem importar outros arquivos.',
    en: 'The feature code “{module}” cannot be used: {reason}. It must export a function transform(row) that returns a row, and import no other file.',
  },
  YAML_BAD: { pt: '“{file}” não é YAML válido (linha {line}): {reason}', en: '“{file}” is not valid YAML (line {line}): {reason}' },
} as const;
