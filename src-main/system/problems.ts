/** What the doctor may find, in both languages: what it means for the learner and the one thing that would help. */
import type { Locale } from '../contract/index.ts';

type Text = Record<Locale, { what: string; fix: string }>;

export const problemTexts = {
  NO_DOCKER: ({ reason }: Record<string, string>): Text => ({
    'pt-BR': {
      what: `Nenhum Docker respondeu (${reason}). Tudo funciona com processos locais, com menos isolamento.`,
      fix: 'Para usar contêineres: sudo apt install docker.io && sudo usermod -aG docker $USER, e entre de novo na sessão.',
    },
    en: {
      what: `No Docker answered (${reason}). Everything works with local processes, with less isolation.`,
      fix: 'To use containers: sudo apt install docker.io && sudo usermod -aG docker $USER, then log in again.',
    },
  }),
  DOCKER_CHOSEN_AWAY: (): Text => ({
    'pt-BR': { what: 'O motor escolhido é “só Docker”, e ele não responde: nada roda.', fix: 'Ligue o Docker ou deixe a escolha no automático.' },
    en: { what: 'The chosen engine is “Docker only”, and it does not answer: nothing runs.', fix: 'Start Docker, or leave the choice on automatic.' },
  }),
  NO_IMAGE: (): Text => ({
    'pt-BR': {
      what: 'A imagem base dos contêineres ainda não está aqui.',
      fix: 'Ela é feita na primeira execução; feita agora, a primeira execução não espera por ela.',
    },
    en: {
      what: 'The base image of the containers is not here yet.',
      fix: 'It is made at the first run; made now, the first run does not wait for it.',
    },
  }),
  SAFE_MODE: (): Text => ({
    'pt-BR': {
      what: 'Modo seguro: só processos locais, e nada do que estava em andamento foi retomado (execuções, gatilhos, rollouts, alertas, ciclos).',
      fix: 'Olhe os logs, corrija o que for preciso e abra a Bancada de novo sem --safe-mode.',
    },
    en: {
      what: 'Safe mode: local processes only, and nothing that was under way was taken up (runs, triggers, rollouts, alerts, loops).',
      fix: 'Look at the logs, put right what is needed, and open Bancada again without --safe-mode.',
    },
  }),
  FAST_RUNS_WITHOUT_DOCKER: (): Text => ({
    'pt-BR': {
      what: 'A execução rápida está ligada, mas os passos rodam como processos locais: ela precisa de contêineres do Docker.',
      fix: 'Use o Docker como motor ou desligue a execução rápida nas configurações.',
    },
    en: {
      what: 'Fast runs are on, but steps run as local processes: fast runs need containers of Docker.',
      fix: 'Use Docker as the engine, or turn fast runs off in the settings.',
    },
  }),
  NO_ELECTRON: (): Text => ({
    'pt-BR': {
      what: 'O programa do Electron não está aqui; a Bancada abre em uma janela do Chromium ou no navegador.',
      fix: 'Com internet, rode npm start -- --electron uma vez para baixá-lo.',
    },
    en: {
      what: 'The Electron program is not here; Bancada opens in a Chromium window or in the browser.',
      fix: 'When online, run npm start -- --electron once to download it.',
    },
  }),
  UPDATE_AVAILABLE: ({ version, page }: Record<string, string>): Text => ({
    'pt-BR': { what: `Há uma versão nova da Bancada: ${version}.`, fix: `Ela está em ${page}. Nada é baixado nem instalado sem você.` },
    en: { what: `There is a new version of Bancada: ${version}.`, fix: `It is at ${page}. Nothing is downloaded or installed without you.` },
  }),
  LOW_DISK: ({ free }: Record<string, string>): Text => ({
    'pt-BR': { what: `Restam só ${free} no disco da pasta de dados.`, fix: 'Libere espaço antes de rodar pipelines com contêineres.' },
    en: { what: `Only ${free} are left on the disk of the data folder.`, fix: 'Free some space before running pipelines with containers.' },
  }),
};
