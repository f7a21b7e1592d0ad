import { backupPt } from './backup.ts';
import { dataPtBR } from './data-pt-br.ts';
import { deployPt } from './deploy.ts';
import type { Messages } from './index.ts';
import { pythonPtBR } from './python-pt-br.ts';
import { stepsPtBR } from './steps-pt-br.ts';
import { trackingPt } from './tracking.ts';
import { workspacePt } from './workspace.ts';

export const ptBR: Messages = {
  ALERT_NOT_FOUND: { what: 'Não existe o alerta {id}.', fix: 'Os ids aparecem na lista de alertas.' },
  ALERT_RULE_NOT_FOUND: { what: 'Não existe a regra de alerta {id}.', fix: 'Use uma destas: {known}.' },
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
  AUTOML_FAILED: {
    what: 'O programa que mede as tentativas parou: {detail}',
    fix: 'As dobras já medidas estão guardadas: corrija e retome a busca, ou rode o pipeline de novo.',
  },
  AUTOML_NONE: {
    what: 'Nenhuma tentativa da busca chegou a um modelo. A primeira disse: {detail}',
    fix: 'Confira a função `fit` e os valores do espaço de busca.',
  },
  AUTOML_NOT_DONE: { what: 'A busca {id} ainda não tem um modelo.', fix: 'Espere até que ela termine, ou retome-a.' },
  AUTOML_NOT_FOUND: { what: 'A busca {id} não existe.', fix: 'Veja as que existem na página AutoML.' },
  AUTOML_OF_PIPELINE: { what: 'Esta busca é um passo da execução {run}.', fix: 'Retome ou rode de novo o pipeline.' },
  AUTOML_RUNNING: { what: 'A busca {id} já está em andamento.', fix: 'Espere até que ela termine, ou cancele-a.' },
  ...backupPt,
  ...trackingPt,
  ...workspacePt,
  BAD_REQUEST: { what: 'O pedido não está na forma esperada: {detail}.', fix: 'Confira os campos enviados.' },
  CARDS_FILE_INVALID: {
    what: 'O arquivo não tem cartões que se possam ler: {detail}.',
    fix: 'No Anki, exporte como “Notas em texto simples (.txt)”; ou use uma linha por cartão, com frente e verso separados por tabulação.',
  },
  CARD_ANSWER_GONE: { what: 'Esta resposta já não é a última do cartão.', fix: 'Responda ao cartão de novo quando ele voltar.' },
  CARD_NOT_FOUND: { what: 'O cartão {id} não existe.', fix: 'Atualize a lista: ele pode ter sido excluído em outra janela.' },
  CERTIFICATE_NOT_EARNED: {
    what: 'O desafio de {title} tem {have} das {need} verificações aprovadas.',
    fix: 'Verifique a sua solução até que todas passem e peça o certificado de novo.',
  },
  CHALLENGE_NOT_FOUND: { what: 'O desafio {id} não existe.', fix: 'Use um destes: {known}.' },
  CHANNEL_NOT_FOUND: { what: 'O canal {name} não existe.', fix: 'Use um destes: {known}.' },
  CHECK_BROKEN: {
    what: 'A verificação {check} parou: {detail}.',
    fix: 'Rode-a de novo; se repetir, o defeito pode estar na verificação, e não no seu código.',
  },
  CHECK_NOTHING_YET: {
    what: 'Ainda não há o que verificar: a execução não deixou {what}.',
    fix: 'Um nome como etapa.saida é um dos outputs de uma etapa do pipeline.yaml: crie a etapa ou, se ela já existe, veja nos logs por que não terminou.',
  },
  CHECK_TIMEOUT: { what: 'A verificação {check} passou de {seconds} s.', fix: 'Veja nos logs da execução qual passo demora tanto.' },
  CI_CONFIG_INVALID: { what: '{file}, linha {line}: {detail}.', fix: 'Corrija o ci.yaml; o enunciado do desafio mostra cada campo.' },
  CI_NOTHING_TO_COMMIT: { what: 'Nada mudou desde o último commit de {project}.', fix: 'Mude um arquivo, ou rode a esteira no commit que existe.' },
  CI_NO_GIT: { what: 'O Git não está instalado nesta máquina.', fix: 'Instale o Git, ou rode a esteira sem --ref, nos arquivos como estão.' },
  CI_NO_REPOSITORY: {
    what: 'O projeto {project} ainda não é um repositório Git.',
    fix: 'Faça o primeiro commit com “bancada ci commit {project} -m "início"” ou na página CI/CD.',
  },
  CI_REF_NOT_FOUND: { what: 'Não há ramo, commit nem pull request {ref}.', fix: 'Confira o nome com “git log” ou na página CI/CD.' },
  CI_RUN_NOT_FOUND: { what: 'A execução {id} da esteira não existe.', fix: 'Veja as que existem com “bancada ci list”.' },
  CLOUD_APPLY_UNKNOWN: { what: 'Não há aplicação de plano com o id {id}.', fix: 'Veja as que há com bancada cloud list.' },
  CLOUD_TABLE_UNKNOWN: { what: 'Não há tabela nem conta “{id}”; as que há são {known}.', fix: 'Escolha uma delas.' },
  CONTRACT_BROKEN: {
    what: 'A saída {output} do passo {step} não cumpre o contrato {contract}: {first}{more}. {consumers}',
    fix: 'Corrija {file}, que grava a saída. Se a mudança é intencional, escreva-a em {contractFile}, aumente version ali e adapte os passos que leem a saída.',
  },
  ...deployPt,
  DIAGRAM_NOT_FOUND: { what: 'O diagrama {id} não existe nesta arquitetura.', fix: 'Escolha um dos diagramas listados na página.' },
  DRIFT_FAILED: { what: 'O estudo de deriva parou no meio: {detail}.', fix: 'Execute-o de novo; se acontecer outra vez, veja o log do laboratório.' },
  DRIFT_NO_COLUMNS: {
    what: 'Os dois lados não têm em comum nenhuma coluna que se possa comparar.',
    fix: 'Compare dados com os mesmos nomes de coluna: números, ou textos com poucos valores diferentes.',
  },
  DRIFT_STUDY_NOT_FOUND: { what: 'O estudo de deriva {id} não existe.', fix: 'Veja os que existem: bancada drift list.' },
  DISK_FULL: { what: 'O disco de {path} está cheio.', fix: 'Libere espaço e rode de novo; nada ficou pela metade.' },
  ENDPOINT_ENDED: { what: 'O serviço de {name} terminou sozinho: {detail}.', fix: 'Leia os logs e sirva de novo.' },
  ENDPOINT_NOT_FOUND: { what: 'O endpoint {name} não existe.', fix: 'Veja os que existem na página Serviços, ou sirva um modelo.' },
  ENDPOINT_NOT_READY: {
    what: 'O endpoint {name} não respondeu como devia: {detail}.',
    fix: 'Leia os logs do serviço; a revisão anterior continua no ar, se havia uma.',
  },
  ENGINE_UNAVAILABLE: { what: 'O Docker não respondeu: {detail}.', fix: 'Inicie o Docker, ou rode com processos locais (--engine process).' },
  EXPECTATIONS_FAILED: {
    what: 'No passo {step}, expectativas críticas da suíte {suite} não se cumpriram ({failed}). A primeira: {first}.',
    fix: 'Veja as linhas que falharam na página da execução. Corrija os dados na origem, ajuste a suíte, ou deixe seguir só as linhas válidas com policy: quarantine.',
  },
  EXPERIMENT_DELETED: { what: 'O experimento {experiment} está excluído.', fix: 'Restaure-o antes.' },
  EXPERIMENT_EXISTS: {
    what: 'Já existe um experimento chamado “{name}”.',
    fix: 'Escolha outro nome; um experimento excluído guarda o seu até a limpeza definitiva.',
  },
  EXPERIMENT_NAME_INVALID: { what: 'Um experimento precisa de um nome.', fix: 'Dê a ele um nome de até 500 caracteres.' },
  EXPERIMENT_NOT_FOUND: { what: 'O experimento {experiment} não existe.', fix: 'Procure-o entre os experimentos; ele pode estar excluído.' },
  EXPORT_PYTHON_SERVICE: {
    what: 'O programa {file} é servido em Python, e esse serviço ainda não é exportado.',
    fix: 'Registre o modelo e exporte o endpoint dele, ou escreva o serviço em TypeScript.',
  },
  EXPORT_STEP_UNSUPPORTED: {
    what: 'O passo {step} lê {source}, que é feito por um passo que só a Bancada executa.',
    fix: 'Faça o passo ler o resultado de um programa seu, e exporte de novo.',
  },
  FEATURE_SOURCE_MISSING: {
    what: 'A feature store não tem dados da fonte {source}.',
    fix: 'Num pipeline, passe-os como uma entrada com esse nome; na feature store do laboratório, acrescente-os: bancada features ingest.',
  },
  FEATURE_STORE_NOT_FOUND: {
    what: 'Não existe feature store chamada {name}.',
    fix: 'As que existem: {known}. Uma nova vem de bancada features apply ARQUIVO.',
  },
  FEATURES_NOT_MATERIALIZED: {
    what: 'A visão {view} da feature store {store} não está na loja online.',
    fix: 'Leve-a para lá: bancada features materialize {store}.',
  },
  FEATURES_ONLINE_UNREACHABLE: {
    what: 'O Redis da loja online em {address} não respondeu: {detail}.',
    fix: 'Inicie-o de novo, ou volte para o SQLite: bancada features online LOJA --sqlite. O que foi entregue está guardado na loja offline e entra na online quando ele voltar.',
  },
  GATEWAY_UNAVAILABLE: {
    what: 'O gateway dos endpoints não iniciou: {detail}.',
    fix: 'Veja logs/gateway.log na pasta de dados e tente de novo.',
  },
  GRAPH_INVALID: { what: 'No grafo de modelos, {path}: {value} não serve.', fix: 'Esperado: {expected}.' },
  GRAPH_NONE: { what: '{name} v{version} não é um grafo de modelos.', fix: 'Escolha uma versão feita de vários membros.' },
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
  LINEAGE_NODE_NOT_FOUND: {
    what: 'A linhagem não conhece {node}.',
    fix: 'Escreva data:NOME@vN, step:EXECUÇÃO/PASSO, run:EXECUÇÃO, model:NOME/VERSÃO ou endpoint:NOME.',
  },
  LOAD_FAILED: { what: 'O teste de carga parou no meio: {detail}.', fix: 'Execute-o de novo; se acontecer outra vez, veja o log do laboratório.' },
  LOAD_NO_ROWS: {
    what: 'O serviço {name} não tem linhas próprias para enviar.',
    fix: 'Envie as suas: --body arquivo.json, ou as linhas no formulário.',
  },
  LOAD_NOT_FOUND: { what: 'O teste de carga {id} não existe.', fix: 'Veja os que existem: bancada loads.' },
  LOAD_REVISION_UNKNOWN: { what: 'O serviço {name} não tem a revisão {revision}.', fix: 'Escolha uma destas: {known}.' },
  LOAD_RUNNING: {
    what: 'Um teste de carga de {name} já está em andamento.',
    fix: 'Espere que ele termine, ou cancele-o: dois ao mesmo tempo mediriam um ao outro.',
  },
  LOGGED_MODEL_NAME_INVALID: {
    what: 'O nome de modelo “{name}” não é válido: está vazio ou contém um destes: / : . % " \'',
    fix: 'Escolha um nome sem eles.',
  },
  LOGGED_MODEL_NOT_FOUND: { what: 'Não existe modelo de execução com o ID {model}.', fix: 'Veja os modelos da execução e confira o ID.' },
  LOG_PATTERN_INVALID: {
    what: 'A expressão regular “{pattern}” não vale: {detail}.',
    fix: 'Corrija-a, ou procure o texto como ele é, sem expressão regular.',
  },
  LOG_PATTERN_SLOW: {
    what: 'A expressão regular “{pattern}” demora demais nestes logs.',
    fix: 'Evite repetições dentro de repetições, como (a+)+, ou escolha antes um passo.',
  },
  LOOP_HELD: {
    what: 'Nenhum laço de {name} começa agora: {hold}.',
    fix: 'Veja o que ele espera com bancada feedback list, ou mude os freios da política.',
  },
  LOOP_NO_VERSION: {
    what: 'A execução {run} não registrou nenhuma versão de {model}.',
    fix: 'O pipeline que a política inicia precisa de um passo com uses: register e o nome desse modelo.',
  },
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
  POLICY_NOT_FOUND: { what: 'Não existe a política de laço {name}.', fix: 'As que existem: {known}.' },
  PORTFOLIO_PATH: {
    what: 'Há um caminho deste computador em {file}, linha {line}.',
    fix: 'Use um caminho relativo ao projeto e exporte de novo: em outra máquina ele não existe.',
  },
  PORTFOLIO_SECRET: {
    what: 'Há o que parece ser um segredo em {file}, linha {line}.',
    fix: 'Tire-o do código, por exemplo para uma variável de ambiente, e exporte de novo: o que vai para um repositório público não volta.',
  },
  PORT_TAKEN: { what: 'A porta {port} já está em uso.', fix: 'Encerre o programa que a usa ou escolha outra porta com --port.' },
  PROMOTION_REFUSED: {
    what: 'A versão {version} de {name} não foi promovida a @{alias}: não passou em {failed}.',
    fix: 'Veja as verificações que falharam; para promover mesmo assim, force e diga por quê.',
  },
  ...dataPtBR,
  ...pythonPtBR,
  QUESTION_NOT_FOUND: { what: 'A questão {id} não existe.', fix: 'Abra o questionário de novo: ele pode ter mudado com uma versão nova da Bancada.' },
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
  ROLLBACK_NOTHING: {
    what: 'O endpoint {name} não tem revisão anterior de pé para onde voltar.',
    fix: 'Sirva a versão desejada de novo, ou comece um rollout blue-green, que mantém a anterior de pé.',
  },
  ROLLOUT_NOT_RUNNING: {
    what: 'O endpoint {name} não tem rollout em andamento.',
    fix: 'Comece um na página do serviço ou com "bancada rollout start".',
  },
  ROLLOUT_RUNNING: {
    what: 'O endpoint {name} já tem um rollout em andamento.',
    fix: 'Espere que termine, promova-o ou desfaça-o com "bancada rollout rollback {name}".',
  },
  RUN_DELETED: { what: 'A execução {run} está excluída.', fix: 'Restaure-a antes.' },
  RUN_FINISHED: { what: 'A execução {run} já terminou ({status}).', fix: 'Não há o que cancelar; rode de novo, se quiser.' },
  RUN_NAME_CONFLICT: { what: 'A execução se chama “{name}”, e a tag mlflow.runName diz “{tag}”.', fix: 'Informe só um dos dois.' },
  RUN_NOT_ENDED: { what: 'A execução {run} ainda não terminou ({status}).', fix: 'Espere que termine, ou cancele-a antes.' },
  RUN_NOT_FOUND: { what: 'A execução {run} não existe.', fix: 'Veja as execuções com: npm run bancada -- runs' },
  RUN_NOT_QUEUED: { what: 'A execução {run} não está na fila: já começou ou terminou.', fix: 'Veja a fila de novo.' },
  SCENARIO_UNKNOWN: { what: 'O cenário {name} não existe.', fix: 'Use um destes: {known}.' },
  SCHEDULE_INVALID: {
    what: 'Não dá para entender o horário “{pattern}”: {detail}.',
    fix: 'Use cinco campos (minuto, hora, dia, mês, dia da semana), como “0 8 * * 1”: toda segunda-feira às 8h.',
  },
  SILENCE_NOT_FOUND: { what: 'O silêncio {id} não existe.', fix: 'Os que valem aparecem na lista de silêncios.' },
  SIMULATION_FAILED: { what: 'A simulação parou: {detail}.', fix: 'Veja se o endpoint responde em /health e comece de novo.' },
  ...stepsPtBR,
  STEP_OVER_BUDGET: {
    what: 'O passo {step} pede {memory} de memória; todos os passos juntos podem ter {budget}.',
    fix: 'Diminua resources.memory do passo ou aumente o orçamento de memória da fila, em Automação.',
  },
  STORAGE_NEWER: {
    what: 'Esta pasta de dados foi criada por uma versão mais nova da Bancada (esquema {found}; esta conhece até {known}).',
    fix: 'Atualize a Bancada, ou aponte BANCADA_HOME para outra pasta.',
  },
  STORY_NOT_FOUND: { what: 'A história {id} não existe.', fix: 'Ela pode ter sido apagada: veja as que existem em Carreira.' },
  TABLES_UNAVAILABLE: {
    what: 'A leitura de tabelas não está disponível neste sistema ({platform}).',
    fix: 'Rode npm install; se continuar, não há DuckDB para este sistema, e o resto da Bancada funciona sem ele.',
  },
  TAG_NOT_FOUND: { what: 'Não há tag {key} para excluir.', fix: 'Veja as tags que existem.' },
  TRIGGER_EXISTS: { what: 'Já existe um gatilho {name}.', fix: 'Escolha outro nome ou altere aquele.' },
  TRIGGER_NOT_FOUND: { what: 'Não existe o gatilho {name}.', fix: 'Use um destes: {known}.' },
  UNAUTHENTICATED: { what: 'Falta o token de acesso, ou ele não confere.', fix: 'Abra o endereço completo que a Bancada imprimiu ao iniciar.' },
  UPLOAD_INCOMPLETE: { what: 'O envio para {path} não está completo: {detail}.', fix: 'Envie de novo as partes que faltam e conclua.' },
  UPLOAD_NOT_FOUND: { what: 'Não existe envio {upload} para esse caminho.', fix: 'Ele foi cancelado ou expirou: comece outro.' },
  USAGE: { what: '{detail}', fix: 'Veja os comandos com: npm run bancada -- --help' },
  VERSION_NOT_FOUND: { what: 'O modelo {name} não tem {version}.', fix: 'Versões e apelidos existentes: {known}.' },
};
