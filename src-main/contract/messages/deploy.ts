/** The words of errors about deploys. */

export const deployPt = {
  DEPLOY_FAILED: { what: 'O deploy não deu certo em {name}: {detail}.', fix: 'O que havia antes foi mantido. Corrija o motivo e tente de novo.' },
  DEPLOY_NO_PREVIOUS: {
    what: '{where} não guarda uma versão anterior de {name}.',
    fix: 'Sirva a versão que quer de volta e faça o deploy dela. Um contêiner do Docker é substituído sem deixar o anterior.',
  },
  DEPLOY_NOT_FOUND: { what: 'Não há deploy de {name} em {where}.', fix: 'Veja o destino com “bancada deploy {name} --target … --status”.' },
  DEPLOY_RUNNING: { what: 'Já há um deploy de {name} em andamento.', fix: 'Espere que ele termine, ou cancele-o.' },
  DEPLOY_TARGET_INVALID: {
    what: '“{target}” não é um destino de deploy.',
    fix: 'Use docker, docker://ssh://usuario@host, docker://tcp://host:2376, swarm, kubernetes ou kubernetes://contexto/namespace.',
  },
  DEPLOY_TOOL_MISSING: {
    what: 'O programa {tool} não está instalado neste computador.',
    fix: 'Instale {tool}, ou use “bancada export” e aplique os arquivos onde ele existe.',
  },
  DEPLOY_UNREACHABLE: { what: 'O destino {where} não respondeu: {detail}.', fix: 'Confira o endereço, as credenciais e se o serviço está no ar.' },
};

export const deployEn: typeof deployPt = {
  DEPLOY_FAILED: {
    what: 'The deploy failed at {name}: {detail}.',
    fix: 'What was there before has been kept. Mend the reason and try again.',
  },
  DEPLOY_NO_PREVIOUS: {
    what: '{where} keeps no earlier version of {name}.',
    fix: 'Serve the version that you want back and deploy it. A container of Docker is replaced without leaving the one before.',
  },
  DEPLOY_NOT_FOUND: { what: 'There is no deploy of {name} at {where}.', fix: 'Look at the target with “bancada deploy {name} --target … --status”.' },
  DEPLOY_RUNNING: { what: 'A deploy of {name} is under way already.', fix: 'Wait for its end, or cancel it.' },
  DEPLOY_TARGET_INVALID: {
    what: '“{target}” is no target of a deploy.',
    fix: 'Use docker, docker://ssh://user@host, docker://tcp://host:2376, swarm, kubernetes or kubernetes://context/namespace.',
  },
  DEPLOY_TOOL_MISSING: {
    what: 'The program {tool} is not installed on this computer.',
    fix: 'Install {tool}, or use “bancada export” and apply the files where it exists.',
  },
  DEPLOY_UNREACHABLE: { what: 'The target {where} did not answer: {detail}.', fix: 'Check the address, the credentials, and whether it is up.' },
};
