/** The words of errors about a workspace, the programs beside it, and what the doctor mends. */

export const workspacePt = {
  EDITOR_NOT_FOUND: {
    what: 'O VS Code não foi encontrado: não há programa “code” no PATH.',
    fix: "No VS Code, abra a paleta (Ctrl Shift P) e escolha “Shell Command: Install 'code' command in PATH”; depois, abra a Bancada de novo. A pasta é {folder}.",
  },
  FILE_EXISTS: { what: 'Já existe algo em {path}.', fix: 'Escolha outro nome: nada é sobrescrito.' },
  FILE_NOT_FOUND: { what: 'O arquivo {path} não existe.', fix: 'Confira o nome e a pasta.' },
  FILE_OUTSIDE_WORKSPACE: { what: 'O caminho {path} sai da sua pasta de trabalho.', fix: 'Use um caminho relativo, sem “..”.' },
  ENGINE_NOT_STARTED: {
    what: 'O Docker não pôde ser iniciado daqui.',
    fix: 'Rode no terminal: {command}. A Bancada percebe sozinha quando ele responder; até lá, tudo roda com processos locais.',
  },
  HOME_READ_ONLY: {
    what: 'A Bancada não pode gravar em {path}.',
    fix: 'Dê a você a permissão de escrita nessa pasta, ou escolha outra com BANCADA_HOME=/outra/pasta.',
  },
  REPOSITORY_FOREIGN: {
    what: 'A pasta {folder} tem um repositório Git que é seu: a Bancada não faz commits nele.',
    fix: 'Faça o commit no terminal, com as suas regras.',
  },
  WORKSPACE_TOO_LARGE: {
    what: 'A pasta de trabalho passa de {megabytes} MB ou de {files} arquivos; o limite foi atingido em {path}.',
    fix: 'Deixe dados e resultados fora dela: os conjuntos de dados vêm pelo nome, os resultados vão para outputs.',
  },
};

export const workspaceEn: typeof workspacePt = {
  EDITOR_NOT_FOUND: {
    what: 'VS Code was not found: there is no “code” program on the PATH.',
    fix: "In VS Code, open the palette (Ctrl Shift P) and choose “Shell Command: Install 'code' command in PATH”; then open Bancada again. The folder is {folder}.",
  },
  FILE_EXISTS: { what: 'There is already something at {path}.', fix: 'Choose another name; nothing is written over.' },
  FILE_NOT_FOUND: { what: 'There is no file {path}.', fix: 'Check the name and the folder.' },
  FILE_OUTSIDE_WORKSPACE: { what: 'The path {path} leaves your workspace.', fix: 'Use a relative path without “..”.' },
  ENGINE_NOT_STARTED: {
    what: 'Docker could not be started from here.',
    fix: 'Run in the terminal: {command}. Bancada notices by itself when it answers; until then everything runs with local processes.',
  },
  HOME_READ_ONLY: {
    what: 'Bancada cannot write to {path}.',
    fix: 'Give yourself permission to write to that folder, or choose another one with BANCADA_HOME=/another/folder.',
  },
  REPOSITORY_FOREIGN: {
    what: 'The folder {folder} has a Git repository of your own: Bancada commits nothing there.',
    fix: 'Commit in the terminal, by your own rules.',
  },
  WORKSPACE_TOO_LARGE: {
    what: 'The workspace is larger than {megabytes} MB or {files} files; the limit was reached at {path}.',
    fix: 'Keep data and results out of it: data sets come by name, results go to outputs.',
  },
};
