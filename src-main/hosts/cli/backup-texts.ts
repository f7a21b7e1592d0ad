/** What `bancada backup …` says, in both languages. */
import type { BackupJob, BackupOverview, BackupSummary, Locale } from '../../contract/index.ts';

const size = (bytes: number, locale: Locale) => {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  return `${value.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} ${unit}`;
};
const day = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const pt = {
  backup: 'backup da pasta de dados inteira em um arquivo, e os backups automáticos do banco de dados',
  create: 'faz um backup enquanto a Bancada trabalha e o confere; o arquivo contém senhas e tokens que você guardou nela',
  verify: 'confere um backup: cada arquivo dele pelo seu SHA-256',
  restore: 'cria, com --home, uma pasta de dados nova com o que está no backup',
  list: 'lista os backups automáticos do banco de dados',
  homeNeeded: 'backup restore precisa de --home PASTA, uma pasta nova ou vazia.',
  phase: { database: 'copiando o banco de dados', files: 'arquivos', verify: 'conferindo' } satisfies Record<BackupJob['phase'], string>,
  summary: ({ path, bytes, files, contentBytes, createdAt, skipped }: BackupSummary) =>
    [
      `${path}: ${files} arquivos, ${size(contentBytes, 'pt-BR')} em ${size(bytes, 'pt-BR')}, de ${day(createdAt)}; íntegro.`,
      ...(skipped.length > 0 ? [`Ficaram de fora, porque não puderam ser lidos: ${skipped.join(', ')}`] : []),
    ].join('\n'),
  secrets: 'Quem tem este arquivo tem também as senhas e os tokens guardados na Bancada: trate-o como um segredo.',
  restored: (home: string) => `Restaurado em ${home}. Não use esta pasta e a original ao mesmo tempo neste computador: elas têm a mesma identidade.`,
  automatic: ({ takenAt, reason, schema, bytes, path }: BackupOverview['automatic'][number]) =>
    `${day(takenAt)}  ${reason === 'daily' ? 'diário' : 'antes de migrar'}  esquema ${schema}  ${size(bytes, 'pt-BR')}  ${path}`,
  none: 'Ainda não há nenhum: o primeiro é feito um minuto depois que a Bancada abre.',
};

const en: typeof pt = {
  backup: 'backup of the whole data folder in one file, and the automatic backups of the database',
  create: 'makes a backup while Bancada works, and checks it; the file holds passwords and tokens that you stored',
  verify: 'checks a backup: each of its files by its SHA-256',
  restore: 'makes a new data folder, given by --home, of what a backup holds',
  list: 'lists the automatic backups of the database',
  homeNeeded: 'backup restore needs --home FOLDER, a new or empty folder.',
  phase: { database: 'copying the database', files: 'files', verify: 'checking' },
  summary: ({ path, bytes, files, contentBytes, createdAt, skipped }) =>
    [
      `${path}: ${files} files, ${size(contentBytes, 'en')} in ${size(bytes, 'en')}, of ${day(createdAt)}; whole.`,
      ...(skipped.length > 0 ? [`Left out, because they could not be read: ${skipped.join(', ')}`] : []),
    ].join('\n'),
  secrets: 'Whoever has this file also has the passwords and tokens stored in Bancada: treat it as a secret.',
  restored: (home) => `Restored to ${home}. Do not use this folder and the original at the same time on this computer: they have the same identity.`,
  automatic: ({ takenAt, reason, schema, bytes, path }) =>
    `${day(takenAt)}  ${reason === 'daily' ? 'daily' : 'before a migration'}  schema ${schema}  ${size(bytes, 'en')}  ${path}`,
  none: 'None yet: the first is taken a minute after Bancada opens.',
};

export const backupTexts = (locale: Locale): typeof pt => (locale === 'en' ? en : pt);
