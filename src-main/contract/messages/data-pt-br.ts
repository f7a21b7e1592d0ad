/** What went wrong with data, in Portuguese: data sets, tables, files of rows. */
import type { Messages } from './index.ts';

export const dataPtBR = {
  BATCH_COLUMNS_MISSING: {
    what: 'Faltam em {file} colunas que o modelo lê: {columns}.',
    fix: 'O arquivo tem: {found}. Ponha os nomes que o modelo espera na primeira linha.',
  },
  BATCH_FAILED: {
    what: 'O programa que calcula as previsões parou: {detail}.',
    fix: 'As partes prontas estão guardadas: rode o mesmo comando para continuar.',
  },
  BATCH_FOLDER_MISSING: { what: 'A pasta {path} não existe.', fix: 'Crie-a, ou escolha outro lugar para o resultado.' },
  BATCH_INPUT_CHANGED: {
    what: '{path} mudou desde que este lote começou.',
    fix: 'Volte ao arquivo de antes para continuar, ou comece de novo com --restart.',
  },
  BATCH_NOT_FOUND: { what: 'O lote {id} não existe.', fix: 'Veja os que existem na página do modelo.' },
  BATCH_RUNNING: { what: 'Um lote já está escrevendo {output}.', fix: 'Espere que ele termine, ou cancele-o.' },
  DATA_DAMAGED: {
    what: 'O que está guardado dos dados {digest} não está mais inteiro.',
    fix: 'Importe o arquivo de novo e depois faça a coleta de lixo.',
  },
  DATA_FOLDER_EMPTY: { what: 'A pasta {path} não tem arquivos.', fix: 'Escolha uma pasta com ao menos um arquivo.' },
  DATA_FOLDER_ENTRY: {
    what: 'Na pasta, {path} não é um arquivo comum.',
    fix: 'Uma versão guarda só arquivos: troque atalhos (links) pelo arquivo de verdade e tire caracteres de controle dos nomes.',
  },
  DATA_JOB_NOT_FOUND: { what: 'O trabalho {job} com dados não existe, ou terminou há muito tempo.', fix: 'Comece-o de novo.' },
  DATA_NAME_INVALID: {
    what: '“{name}” não pode ser o nome de um conjunto de dados.',
    fix: 'Use letras sem acento, dígitos, “-”, “_” e “.”, até 100 caracteres.',
  },
  DATA_NO_FOLDER: { what: '{file} é um arquivo, não uma pasta.', fix: 'Lista e prévia de arquivos existem para versões que são pastas.' },
  DATA_NO_TABLE: {
    what: '{file} não é uma tabela que a bancada saiba ler.',
    fix: 'Perfil, amostra e diferença por linhas existem para arquivos CSV, JSONL e Parquet.',
  },
  DATA_REFERENCE_INVALID: { what: '“{reference}” não indica uma versão de um conjunto de dados.', fix: 'Escreva NOME, NOME@v3 ou NOME@tag.' },
  DATA_SET_SHIPPED: { what: 'O conjunto de dados {name} vem com a bancada e não é alterado.', fix: 'Importe a sua versão com outro nome.' },
  DATA_TAG_INVALID: {
    what: '“{tag}” não pode ser a tag de uma versão.',
    fix: 'Use letras sem acento, dígitos, “-”, “_” e “.”, até 64 caracteres, e nada como “v3”, que é uma versão.',
  },
  DATA_VERSION_NOT_FOUND: { what: 'O conjunto de dados {name} não tem a versão {version}.', fix: 'Ele tem: {known}.' },
  DATASET_NOT_FOUND: { what: 'O conjunto de dados {id} não existe.', fix: 'Use um destes: {known}.' },
  TABLE_COLUMN_MISSING: { what: 'A tabela {file} não tem a coluna {column}.', fix: 'As colunas são: {known}.' },
  TABLE_EMPTY: { what: 'O arquivo {file} está vazio.', fix: 'Confira se o passo ou o programa que o grava chegou ao fim.' },
  TABLE_ENCODING: {
    what: 'O arquivo {file} não está em UTF-8 (linha {line}).',
    fix: 'Grave-o em UTF-8. Se ele vem de uma planilha, escolha “CSV UTF-8” ao salvar.',
  },
  TABLE_FIELD_TOO_LONG: {
    what: 'No arquivo {file}, a linha {line} passa de {bytes} bytes.',
    fix: 'Veja se falta fechar uma aspa antes dela; textos enormes ficam melhor em arquivos à parte.',
  },
  TABLE_FILTER_INVALID: { what: 'O filtro sobre {column} não serve: {detail}.', fix: 'Compare com um valor do tipo da coluna ({kind}).' },
  TABLE_FORMAT_UNKNOWN: { what: 'Não dá para saber o formato de {file}.', fix: 'Use um arquivo .csv, .jsonl ou .parquet.' },
  TABLE_KEY_REPEATED: {
    what: 'A chave {key} não identifica as linhas de {file}: {value} aparece {count} vezes.',
    fix: 'Acrescente outra coluna à chave, ou compare sem chave.',
  },
  TABLE_PROCESS_LOST: {
    what: 'O processo que lê tabelas terminou no meio do trabalho ({detail}).',
    fix: 'Tente de novo; se repetir, veja se falta memória no computador ou se o arquivo está danificado.',
  },
  TABLE_RAGGED: {
    what: 'No arquivo {file}, a linha {line} tem {found} campos; o cabeçalho tem {expected}.',
    fix: 'Corrija a linha: é comum uma vírgula a mais dentro de um texto sem aspas.',
  },
  TABLE_TOO_LARGE: {
    what: 'A tabela {file} não coube na memória reservada para ler tabelas ({detail}).',
    fix: 'Escolha menos colunas, ou divida o arquivo.',
  },
  TABLE_UNREADABLE: {
    what: 'O arquivo {file} não pode ser lido (linha {line}): {detail}.',
    fix: 'Grave-o de novo; ele pode ter ficado pela metade.',
  },
} satisfies Partial<Messages>;
