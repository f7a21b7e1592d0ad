/** The words of errors about backups and a damaged database. */

export const backupPt = {
  BACKUP_CANCELLED: { what: 'O backup foi cancelado.', fix: 'Nada ficou pela metade: comece de novo quando quiser.' },
  BACKUP_DAMAGED: { what: 'O backup {file} está danificado em {entry}.', fix: 'Use outra cópia dele, ou um backup mais antigo.' },
  BACKUP_FILE_CHANGED: { what: '{entry} encolheu enquanto era copiado.', fix: 'Repita o backup quando nada estiver sendo gravado nele.' },
  BACKUP_HOME_NOT_EMPTY: {
    what: 'A pasta {home} não está vazia.',
    fix: 'Restaure em uma pasta nova: nada é sobrescrito. Depois, aponte BANCADA_HOME para ela.',
  },
  BACKUP_JOB_NOT_FOUND: { what: 'Não há backup em andamento com o id {id}.', fix: 'Comece um na página Configurações.' },
  BACKUP_NEWER: { what: 'O backup {file} é de uma versão mais nova da Bancada (formato {found}).', fix: 'Atualize a Bancada e tente de novo.' },
  BACKUP_PATH_INVALID: {
    what: '{path} não serve: é preciso o caminho completo de um arquivo, em uma pasta que existe e fica fora dos dados da Bancada.',
    fix: 'Escolha outro lugar, como {suggested}.',
  },
  BACKUP_RUNNING: { what: 'Já há um backup em andamento ({path}).', fix: 'Espere até que ele termine, ou cancele-o.' },
  BACKUP_TRUNCATED: {
    what: 'O backup {file} está incompleto: termina em {entry}.',
    fix: 'Copie-o de novo de onde ele veio, ou use um backup mais antigo.',
  },
  BACKUP_UNKNOWN: { what: '{file} não é um backup da Bancada.', fix: 'Confira o nome do arquivo.' },
  DATABASE_DAMAGED: {
    what: 'O banco de dados {path} está danificado, e não há backup automático íntegro dele.',
    fix: 'Restaure um backup completo em outra pasta com “bancada backup restore ARQUIVO --home PASTA”, ou guarde o arquivo danificado em outro lugar e comece de novo.',
  },
  DATABASE_MARKED: {
    what: 'O banco de dados tem uma parte danificada.',
    fix: 'Feche todas as janelas da Bancada e abra de novo: se o dano se confirmar, o backup automático mais novo toma o lugar dele.',
  },
  DATABASE_RESTORED: {
    what: 'O banco de dados estava danificado e foi restaurado do backup automático de {takenAt}. O que a Bancada gravou depois disso, até {lastWriteAt}, se perdeu: execuções, métricas, revisões e configurações desse intervalo. Arquivos e projetos não mudaram.',
    fix: 'O arquivo danificado foi guardado em {kept}.',
  },
};

export const backupEn: typeof backupPt = {
  BACKUP_CANCELLED: { what: 'The backup was cancelled.', fix: 'Nothing was left half-done; begin again whenever you like.' },
  BACKUP_DAMAGED: { what: 'The backup {file} is damaged at {entry}.', fix: 'Use another copy of it, or an older backup.' },
  BACKUP_FILE_CHANGED: { what: '{entry} shrank while it was copied.', fix: 'Repeat the backup when nothing is being written there.' },
  BACKUP_HOME_NOT_EMPTY: {
    what: 'The folder {home} is not empty.',
    fix: 'Restore to a new folder; nothing is written over. Then point BANCADA_HOME at it.',
  },
  BACKUP_JOB_NOT_FOUND: { what: 'There is no backup under way with the id {id}.', fix: 'Start one on the Settings page.' },
  BACKUP_NEWER: { what: 'The backup {file} was made by a newer Bancada (format {found}).', fix: 'Update Bancada and try again.' },
  BACKUP_PATH_INVALID: {
    what: '{path} will not do: it takes the full path of a file, in a folder that exists and lies outside the data of Bancada.',
    fix: 'Choose another place, such as {suggested}.',
  },
  BACKUP_RUNNING: { what: 'A backup is under way already ({path}).', fix: 'Wait for its end, or cancel it.' },
  BACKUP_TRUNCATED: {
    what: 'The backup {file} is incomplete: it ends at {entry}.',
    fix: 'Copy it again from where it came, or use an older backup.',
  },
  BACKUP_UNKNOWN: { what: '{file} is not a backup of Bancada.', fix: 'Check the name of the file.' },
  DATABASE_DAMAGED: {
    what: 'The database {path} is damaged, and there is no sound automatic backup of it.',
    fix: 'Restore a whole backup to another folder with “bancada backup restore FILE --home FOLDER”, or put the damaged file elsewhere and begin anew.',
  },
  DATABASE_MARKED: {
    what: 'A part of the database is damaged.',
    fix: 'Close all windows of Bancada and open it again: if the damage is confirmed, the newest automatic backup takes its place.',
  },
  DATABASE_RESTORED: {
    what: 'The database was damaged and has been restored from the automatic backup of {takenAt}. What Bancada wrote after that, until {lastWriteAt}, is lost: runs, metrics, reviews and settings of that time. Files and projects are unchanged.',
    fix: 'The damaged file was put at {kept}.',
  },
};
