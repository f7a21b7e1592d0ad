/** Why a step failed, in Portuguese: what happened, and what to change. */
import type { Messages } from './index.ts';

export const stepsPtBR = {
  STEP_BUSY: {
    what: 'O passo {step} manteve a CPU ocupada em {share}% do tempo, chegou ao limite de {limit} e não terminou: é o retrato de um laço que não acaba.',
    fix: '{look}. Se o trabalho é mesmo longo, {change}.',
  },
  STEP_CANCELLED: { what: 'O passo {step} foi cancelado.', fix: 'Rode de novo: o que já tinha terminado sai do cache.' },
  STEP_DISK_FULL: {
    what: 'O disco encheu enquanto o passo {step} gravava: {detail}',
    fix: 'No contêiner, /tmp tem só 64 MB: grave arquivos grandes na pasta das saídas (lab.output). Se o disco cheio é o do computador, libere espaço e rode de novo.',
  },
  STEP_DISK_LIMIT: { what: 'O passo {step} gravou mais de {limit} em suas saídas e foi interrompido.', fix: 'Grave menos, ou {change}.' },
  STEP_ENGINE_AWAY: {
    what: 'O Docker parou de responder às {at}; o passo {step} continua quando ele voltar.',
    fix: 'Inicie o Docker de novo. Se o contêiner sobreviveu, o passo segue de onde está; senão, recomeça, sem gastar uma nova tentativa.',
  },
  STEP_ENGINE_LOST: {
    what: 'O Docker parou de responder durante o passo {step} e não voltou a tempo.',
    fix: 'Inicie o Docker e rode de novo a partir da falha: o que já tinha terminado é aproveitado.',
  },
  STEP_FAILED: { what: 'O passo {step} falhou: {detail}', fix: 'Abra {file}, linha {line}; os logs do passo mostram o que veio antes.' },
  STEP_INPUT_TYPE: {
    what: 'O passo {step} leu a entrada {input} como algo que ela não é: {detail}',
    fix: 'Ela vem de {from}. Confira lá o que é gravado, ou leia aqui no formato que ela tem ({file}, linha {line}).',
  },
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
  STEP_LOG_LIMIT: {
    what: 'O passo {step} escreveu mais de {limit} de logs e foi interrompido. {last}',
    fix: 'Procure em {file} um laço que imprime sem parar. Se precisa mesmo de tanto, {change}.',
  },
  STEP_MODULE_MISSING: {
    what: 'O passo {step} importa o arquivo {path}, que não existe.',
    fix: 'Confira o caminho em {file}, linha {line}: ele é relativo ao arquivo que importa e leva a extensão (.ts).',
  },
  STEP_NETWORK_CLOSED: {
    what: 'O passo {step} tentou usar a rede, que está fechada para ele: {detail}',
    fix: 'Se ele precisa mesmo dela, acrescente `network: bridge` ao passo (pipeline.yaml, linha {specLine}). Sem rede, o passo depende só das suas entradas, e o cache pode confiar nele.',
  },
  STEP_NOT_PAUSED: { what: 'O passo {step} não está pausado.', fix: 'Só dá para editar ou continuar um passo diante do qual a execução parou.' },
  STEP_NOT_FOUND: { what: 'O passo {step} não existe neste pipeline.', fix: 'Use um destes: {known}.' },
  STEP_OUTPUT_FORMAT: {
    what: 'O passo {step} gravou em {path} algo que não é {format}: {found}.',
    fix: 'Veja onde a saída é gravada ({file}); lab.output("{name}") escreve no formato que o nome do arquivo pede.',
  },
  STEP_OUTPUT_INVALID: {
    what: 'O passo {step} deixou em {path} algo que não é arquivo nem pasta comum.',
    fix: 'Grave só arquivos e pastas comuns: atalhos e dispositivos são recusados.',
  },
  STEP_OUTPUT_KIND: {
    what: 'O passo {step} declara em {path} {expected}, e deixou {found}.',
    fix: 'Corrija o nome em outputs (pipeline.yaml, linha {specLine}: uma pasta leva “/” no fim), ou o que o programa grava ({file}).',
  },
  STEP_OUTPUT_MISSING: {
    what: 'O passo {step} terminou sem gravar a saída {path}. {left}',
    fix: 'Grave-a com lab.output("{name}"), ou tire-a de outputs (pipeline.yaml, linha {specLine}).',
  },
  STEP_OUT_OF_MEMORY: {
    what: 'O passo {step} passou do limite de memória ({limit}): {how}.',
    fix: 'Leia e grave os dados em partes, ou {change}.',
  },
  STEP_PACKAGE_MISSING: {
    what: 'O passo {step} importa o pacote {package}, que não está lá.',
    fix: '{how} A importação está em {file}, linha {line}.',
  },
  STEP_SECRET_MISSING: {
    what: 'O passo {step} pede o segredo {name}, que não está no ambiente da Bancada.',
    fix: 'Defina a variável de ambiente {name} e inicie a Bancada de novo; ou tire-a de secrets (pipeline.yaml, linha {specLine}).',
  },
  STEP_TIMEOUT: {
    what: 'O passo {step} passou do tempo limite de {limit} e foi interrompido{how}. {last}',
    fix: 'Veja em {file} o que ele faz a partir daí, ou {change}.',
  },
} satisfies Partial<Messages>;
