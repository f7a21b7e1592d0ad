/** What `bancada data` and `bancada lineage` say, in both languages. */
import type { DataDiff, Locale } from '../../contract/index.ts';

const pt = {
  nothing: 'Nada aqui ainda.',
  cancelled: 'Cancelado.',
  data: 'conjuntos de dados em versões',
  list: 'lista os conjuntos, com o que ocupam',
  versionsOf: 'lista as versões de um conjunto',
  import: 'guarda um arquivo (CSV, JSONL, Parquet ou qualquer outro) como nova versão',
  name: 'nome do conjunto; sem ele, o do arquivo',
  tag: 'tag que passa a indicar a nova versão',
  message: 'o que mudou',
  tagSet: 'põe ou move uma tag: voos@v3 validado',
  diff: 'compara duas versões de um conjunto: linhas, colunas e distribuições',
  key: 'colunas que identificam uma linha, separadas por vírgula',
  oneSet: 'as duas versões têm de ser do mesmo conjunto.',
  restore: 'faz de uma versão a atual, ou a escreve num arquivo',
  to: 'arquivo a escrever, que ainda não existe',
  gc: 'mostra o que uma coleta apagaria; com --yes, apaga',
  keepLast: 'versões mais novas que ficam em cada conjunto (5)',
  untagged: 'também versões com tag',
  unused: 'também versões que execuções ou modelos leram',
  trashDays: 'da lixeira, só o que está lá há pelo menos n dias (0)',
  yes: 'apaga de verdade',
  sayYes: 'Nada foi apagado: repita com --yes para apagar.',
  lineage: 'de onde veio e aonde foi: data:voos@v3, run:…, step:EXECUÇÃO/PASSO, model:NOME/VERSÃO, endpoint:NOME',
  backward: 'só de onde veio',
  forward: 'só aonde foi',
  trash: 'na lixeira',
  versions: (n: number) => (n === 1 ? '1 versão' : `${n} versões`),
  same: (version: string) => `Os bytes são os mesmos de ${version}: nada a guardar.`,
  current: (name: string, version: number) => `dataset:${name} agora é a v${version}.`,
  wouldFree: (versions: number, kept: number, bytes: string) => `Seriam apagadas: ${versions} (ficam ${kept}); o disco ganharia ${bytes}.`,
  collected: (versions: number, bytes: string) => `Apagadas: ${versions}; o disco ganhou ${bytes}.`,
  rows: ({ before, after, added, removed, changed }: NonNullable<DataDiff['table']>['rows']) =>
    `linhas: ${before} → ${after}; acrescentadas ${added}, removidas ${removed}, alteradas ${changed}`,
};

const en: typeof pt = {
  nothing: 'Nothing here yet.',
  cancelled: 'Cancelled.',
  data: 'data sets in versions',
  list: 'lists the sets, with what they take',
  versionsOf: 'lists the versions of a set',
  import: 'keeps a file (CSV, JSONL, Parquet or any other) as a new version',
  name: 'name of the set; the file’s without it',
  tag: 'tag that means the new version from now on',
  message: 'what changed',
  tagSet: 'sets or moves a tag: flights@v3 validated',
  diff: 'compares two versions of a set: rows, columns and distributions',
  key: 'columns that tell rows apart, separated by commas',
  oneSet: 'both versions must be of the same set.',
  restore: 'makes a version the current one, or writes it to a file',
  to: 'file to write, which must not exist',
  gc: 'shows what a collection would delete; with --yes, deletes it',
  keepLast: 'newest versions of each set that stay (5)',
  untagged: 'also versions with a tag',
  unused: 'also versions that runs or models read',
  trashDays: 'of the trash, only what has been there for at least n days (0)',
  yes: 'really deletes',
  sayYes: 'Nothing was deleted: say --yes to delete.',
  lineage: 'what something came from and led to: data:flights@v3, run:…, step:RUN/STEP, model:NAME/VERSION, endpoint:NAME',
  backward: 'only what it came from',
  forward: 'only what it led to',
  trash: 'in the trash',
  versions: (n) => (n === 1 ? '1 version' : `${n} versions`),
  same: (version) => `The bytes are those of ${version}: nothing to keep.`,
  current: (name, version) => `dataset:${name} is v${version} now.`,
  wouldFree: (versions, kept, bytes) => `Would be deleted: ${versions} (${kept} stay); the disk would have ${bytes} back.`,
  collected: (versions, bytes) => `Deleted: ${versions}; the disk has ${bytes} back.`,
  rows: ({ before, after, added, removed, changed }) => `rows: ${before} → ${after}; added ${added}, removed ${removed}, changed ${changed}`,
};

export type DataTexts = typeof pt;

export function dataTexts(locale: Locale): DataTexts {
  return locale === 'en' ? en : pt;
}
