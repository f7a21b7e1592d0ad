import type { Messages } from './index.ts';

export const ptBR: Messages = {
  ALIAS_MOVE_NOT_FOUND: {
    what: 'O histórico do modelo {name} não tem o movimento {move} de um alias.',
    fix: 'Escolha um dos movimentos que a página do modelo lista.',
  },
  ALIAS_NOT_FOUND: { what: 'O modelo {name} não tem o alias {alias}.', fix: 'Veja os aliases na página do modelo, ou crie este.' },
  ARTIFACT_NOT_FOUND: { what: 'O artefato {path} não existe na execução {run}.', fix: 'Veja a lista de artefatos da execução e confira o nome.' },
  ARTIFACT_PATH_INVALID: {
    what: 'O caminho {path} não é válido.',
    fix: 'Use um caminho relativo com “/” entre as pastas, sem “..”, “\\”, “#”, “?”, caracteres de controle ou letra de unidade.',
  },
  ARTIFACT_PATH_TAKEN: {
    what: 'Não dá para gravar em {path}: {taken} já existe como outra coisa (um arquivo onde caberia uma pasta, ou o contrário).',
    fix: 'Escolha outro nome ou apague antes o que está lá.',
  },
  BAD_REQUEST: { what: 'O pedido não está na forma esperada: {detail}.', fix: 'Confira os campos enviados.' },
  CHALLENGE_NOT_FOUND: { what: 'O desafio {id} não existe.', fix: 'Use um destes: {known}.' },
  CHECK_BROKEN: {
    what: 'A verificação {check} parou: {detail}.',
    fix: 'Rode-a de novo; se repetir, o defeito pode estar na verificação, e não no seu código.',
  },
  CHECK_TIMEOUT: { what: 'A verificação {check} passou de {seconds} s.', fix: 'Veja nos logs da execução qual passo demora tanto.' },
  DATASET_NOT_FOUND: { what: 'O conjunto de dados {id} não existe.', fix: 'Use um destes: {known}.' },
  DIAGRAM_NOT_FOUND: { what: 'O diagrama {id} não existe nesta arquitetura.', fix: 'Escolha um dos diagramas listados na página.' },
  DISK_FULL: { what: 'O disco de {path} está cheio.', fix: 'Libere espaço e rode de novo; nada ficou pela metade.' },
  ENDPOINT_ENDED: { what: 'O serviço de {name} terminou sozinho: {detail}.', fix: 'Leia os logs e sirva de novo.' },
  ENDPOINT_NOT_FOUND: { what: 'O endpoint {name} não existe.', fix: 'Veja os que existem na página Serviços, ou sirva um modelo.' },
  ENDPOINT_NOT_READY: {
    what: 'O endpoint {name} não respondeu como devia: {detail}.',
    fix: 'Leia os logs do serviço; a revisão anterior continua no ar, se havia uma.',
  },
  ENGINE_UNAVAILABLE: { what: 'O Docker não respondeu: {detail}.', fix: 'Inicie o Docker, ou rode com processos locais (--engine process).' },
  EXPERIMENT_DELETED: { what: 'O experimento {experiment} está excluído.', fix: 'Restaure-o antes.' },
  EXPERIMENT_EXISTS: {
    what: 'Já existe um experimento chamado “{name}”.',
    fix: 'Escolha outro nome; um experimento excluído guarda o seu até a limpeza definitiva.',
  },
  EXPERIMENT_NAME_INVALID: { what: 'Um experimento precisa de um nome.', fix: 'Dê a ele um nome de até 500 caracteres.' },
  EXPERIMENT_NOT_FOUND: { what: 'O experimento {experiment} não existe.', fix: 'Procure-o entre os experimentos; ele pode estar excluído.' },
  FILE_NOT_FOUND: { what: 'O arquivo {path} não existe.', fix: 'Confira o nome e a pasta.' },
  FILE_OUTSIDE_WORKSPACE: { what: 'O caminho {path} sai da sua pasta de trabalho.', fix: 'Use um caminho relativo, sem “..”.' },
  IMAGE_UNAVAILABLE: {
    what: 'A imagem base não pôde ser obtida nem montada: {detail}.',
    fix: 'Conecte-se à internet uma vez para baixá-la, ou rode com processos locais.',
  },
  INPUT_NOT_EDITABLE: {
    what: 'A entrada {name} não pode ser editada aqui: {reason}.',
    fix: 'Edite-a fora da Bancada e traga-a com bancada debug set.',
  },
  INPUT_NOT_FOUND: { what: 'O passo {step} não tem a entrada {name}.', fix: 'Use uma destas: {known}.' },
  INTERNAL: {
    what: 'Algo inesperado aconteceu dentro da Bancada.',
    fix: 'O registro está em {log}. Tente de novo; se repetir, anexe esse registro a um relato.',
  },
  LOGGED_MODEL_NAME_INVALID: {
    what: 'O nome de modelo “{name}” não é válido: está vazio ou contém um destes: / : . % " \'',
    fix: 'Escolha um nome sem eles.',
  },
  LOGGED_MODEL_NOT_FOUND: { what: 'Não existe modelo de execução com o ID {model}.', fix: 'Veja os modelos da execução e confira o ID.' },
  MODEL_EXISTS: { what: 'Já existe um modelo {name}.', fix: 'Escolha outro nome, ou registre uma nova versão daquele.' },
  MODEL_FOLDER_INVALID: {
    what: 'A pasta não é a de um modelo: {file} falta ou não pode ser lido ({detail}).',
    fix: 'Grave o modelo com lab.output("…").model(modelo), que escreve todos os arquivos.',
  },
  MODEL_NOT_FOUND: { what: 'O modelo {name} não está no registro.', fix: 'Rode um pipeline que o registre; veja os existentes na página Modelos.' },
  MODEL_NOT_SERVABLE: {
    what: 'A Bancada não consegue servir a versão {version} de {name}: os formatos dela são {flavors}.',
    fix: 'Carregue-a com o cliente MLflow em Python, ou treine-a com o SDK da Bancada, cujos modelos podem ser servidos.',
  },
  MODULE_NOT_FOUND: { what: 'A arquitetura {id} não existe.', fix: 'Use uma destas: {known}.' },
  PARAM_INVALID: {
    what: 'O parâmetro {name} não aceita {value}: {expected}.',
    fix: 'Passe um valor que sirva, por exemplo --param {name}={example}.',
  },
  PARAM_UNKNOWN: { what: 'O pipeline {pipeline} não tem o parâmetro {name}.', fix: 'Os parâmetros são: {known}.' },
  PIPELINE_CYCLE: { what: '{file}, linha {line}: os passos formam um ciclo: {cycle}.', fix: 'Tire uma das dependências (needs ou inputs) do ciclo.' },
  PIPELINE_FILE_MISSING: {
    what: '{file}, linha {line}: o passo {step} chama {path}, que não existe.',
    fix: 'Crie o arquivo ou corrija o nome em run.',
  },
  PIPELINE_INVALID: { what: '{file}, linha {line}, coluna {column}: em {field}, {expected}.', fix: 'Corrija esse campo e rode de novo.' },
  PIPELINE_SYNTAX: {
    what: '{file}, linha {line}, coluna {column}: isto não é YAML válido: {detail}.',
    fix: 'Confira recuos, dois-pontos e aspas nessa linha.',
  },
  PORT_TAKEN: { what: 'A porta {port} já está em uso.', fix: 'Encerre o programa que a usa ou escolha outra porta com --port.' },
  PROMOTION_REFUSED: {
    what: 'A versão {version} de {name} não foi promovida a @{alias}: não passou em {failed}.',
    fix: 'Veja as verificações que falharam; para promover mesmo assim, force e diga por quê.',
  },
  REFERENCE_MISSING: {
    what: 'O endpoint {name} não tem uma amostra dos dados de treino, e sem ela não há com que comparar.',
    fix: 'Passe reference ao salvar o modelo ou em lab.serve, rode de novo e sirva a nova versão.',
  },
  REGISTRY_INPUT_INVALID: { what: 'O registro de modelos não aceita este valor de {field}: {detail}', fix: 'Corrija e tente de novo.' },
  RERUN_NEEDS_MISSING: {
    what: 'O passo {step} precisa de {needs}, cujo resultado a execução {run} não tem.',
    fix: 'Rode a partir de {needs}, que refaz também o que vem depois.',
  },
  RERUN_NOTHING_FAILED: {
    what: 'Na execução {run}, todos os passos terminaram bem.',
    fix: 'Rode tudo de novo, ou escolha o passo de onde partir.',
  },
  RUN_DELETED: { what: 'A execução {run} está excluída.', fix: 'Restaure-a antes.' },
  RUN_FINISHED: { what: 'A execução {run} já terminou ({status}).', fix: 'Não há o que cancelar; rode de novo, se quiser.' },
  RUN_NAME_CONFLICT: { what: 'A execução se chama “{name}”, e a tag mlflow.runName diz “{tag}”.', fix: 'Informe só um dos dois.' },
  RUN_NOT_ENDED: { what: 'A execução {run} ainda não terminou ({status}).', fix: 'Espere que termine, ou cancele-a antes.' },
  RUN_NOT_FOUND: { what: 'A execução {run} não existe.', fix: 'Veja as execuções com: npm run bancada -- runs' },
  SCENARIO_UNKNOWN: { what: 'O cenário {name} não existe.', fix: 'Use um destes: {known}.' },
  SIMULATION_FAILED: { what: 'A simulação parou: {detail}.', fix: 'Veja se o endpoint responde em /health e comece de novo.' },
  STEP_CANCELLED: { what: 'O passo {step} foi cancelado.', fix: 'Rode de novo: o que já tinha terminado sai do cache.' },
  STEP_DISK_LIMIT: {
    what: 'O passo {step} gravou mais de {limit} em suas saídas e foi interrompido.',
    fix: 'Grave menos, ou aumente resources.disk do passo.',
  },
  STEP_ENGINE_LOST: {
    what: 'A conexão com o motor caiu durante o passo {step}.',
    fix: 'Quando o Docker voltar, rode de novo: o que já tinha terminado sai do cache.',
  },
  STEP_FAILED: { what: 'O passo {step} falhou: {detail}', fix: 'Abra {file}, linha {line}; os logs do passo mostram o que veio antes.' },
  STEP_FROZEN: {
    what: 'O passo {step} está congelado: não roda enquanto for assim.',
    fix: 'Descongele-o com bancada thaw, ou tire cache: frozen do pipeline.yaml.',
  },
  STEP_FROZEN_EMPTY: {
    what: 'O passo {step} não pode ficar congelado: ainda não há um resultado bom dele para usar.',
    fix: 'Tire cache: frozen, rode o pipeline até o passo terminar bem e congele-o então.',
  },
  STEP_INPUTS_UNKNOWN: {
    what: 'As entradas do passo {step} ainda não existem: {needs} não terminou.',
    fix: 'Espere a execução chegar a este passo.',
  },
  STEP_LOG_LIMIT: { what: 'O passo {step} escreveu mais de {limit} de logs e foi interrompido.', fix: 'Procure um laço que imprime sem parar.' },
  STEP_OUT_OF_MEMORY: {
    what: 'O passo {step} passou do limite de memória ({limit}) e foi interrompido (código 137).',
    fix: 'Processe os dados em partes, ou aumente resources.memory do passo.',
  },
  STEP_NOT_PAUSED: { what: 'O passo {step} não está pausado.', fix: 'Só dá para editar ou continuar um passo diante do qual a execução parou.' },
  STEP_NOT_FOUND: { what: 'O passo {step} não existe neste pipeline.', fix: 'Use um destes: {known}.' },
  STEP_OUTPUT_INVALID: {
    what: 'O passo {step} deixou em {path} algo que não é arquivo nem pasta comum.',
    fix: 'Grave só arquivos e pastas comuns: atalhos e dispositivos são recusados.',
  },
  STEP_OUTPUT_MISSING: { what: 'O passo {step} terminou sem gravar a saída {path}.', fix: 'Grave-a com lab.output("{name}"), ou tire-a de outputs.' },
  STEP_TIMEOUT: { what: 'O passo {step} passou do tempo limite de {limit} e foi interrompido.', fix: 'Torne-o mais rápido, ou aumente timeout.' },
  STORAGE_NEWER: {
    what: 'Esta pasta de dados foi criada por uma versão mais nova da Bancada (esquema {found}; esta conhece até {known}).',
    fix: 'Atualize a Bancada, ou aponte BANCADA_HOME para outra pasta.',
  },
  TAG_NOT_FOUND: { what: 'Não há tag {key} para excluir.', fix: 'Veja as tags que existem.' },
  TRACKING_FILTER_INVALID: {
    what: 'O filtro ou a ordem não se entende a partir do caractere {position}: {expected}.',
    fix: 'Corrija esse trecho; o que o MLflow diria: {detail}',
  },
  TRACKING_KEY_INVALID: {
    what: 'O nome “{key}” não serve para um parâmetro, métrica ou tag.',
    fix: 'Use até 250 letras, números, espaços e os sinais _ - . : /, sem “..” e sem barra no começo ou no fim.',
  },
  TRACKING_LOCATION_INVALID: {
    what: 'Não se pode guardar artefatos em {location}.',
    fix: 'Deixe em branco, ou informe um endereço como mlflow-artifacts:/… ou s3://…, sem “..”, “?”, “#” nem sinais codificados.',
  },
  TRACKING_PARAM_CHANGED: {
    what: 'O parâmetro {key} já tem o valor {held}; não pode passar a {given}.',
    fix: 'Registre outro valor em outra execução.',
  },
  TRACKING_PARAM_TWICE: { what: 'Os mesmos parâmetros vêm duas vezes no mesmo lote: {keys}.', fix: 'Informe cada parâmetro uma vez só.' },
  TRACKING_POINT_INVALID: {
    what: 'A métrica {key} tem {field} {value}, que não é um número inteiro de 64 bits.',
    fix: 'Informe step e timestamp como números inteiros.',
  },
  TRACKING_TOO_LONG: { what: '{field} tem mais de {limit} caracteres.', fix: 'Use um texto mais curto.' },
  UNAUTHENTICATED: { what: 'Falta o token de acesso, ou ele não confere.', fix: 'Abra o endereço completo que a Bancada imprimiu ao iniciar.' },
  UPLOAD_INCOMPLETE: { what: 'O envio para {path} não está completo: {detail}.', fix: 'Envie de novo as partes que faltam e conclua.' },
  UPLOAD_NOT_FOUND: { what: 'Não existe envio {upload} para esse caminho.', fix: 'Ele foi cancelado ou expirou: comece outro.' },
  USAGE: { what: '{detail}', fix: 'Veja os comandos com: npm run bancada -- --help' },
  VERSION_NOT_FOUND: { what: 'O modelo {name} não tem {version}.', fix: 'Versões e apelidos existentes: {known}.' },
  WORKSPACE_TOO_LARGE: {
    what: 'A pasta de trabalho passa de {megabytes} MB ou de {files} arquivos; o limite foi atingido em {path}.',
    fix: 'Deixe dados e resultados fora dela: os conjuntos de dados vêm pelo nome, os resultados vão para outputs.',
  },
};
