/** The file that is brought in, or the folder with all its files. */
import { FileInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Chosen } from './use-import.ts';

interface Props {
  kind: Chosen['kind'];
  chosen: Chosen | null;
  disabled: boolean;
  onChoose(chosen: Chosen | null): void;
}

export function ChooseData({ kind, chosen, disabled, onChoose }: Props) {
  const { t } = useTranslation('data');
  if (kind === 'file') {
    return (
      <FileInput
        label={t('import.file')}
        description={t('import.fileHint')}
        placeholder={t('import.choose')}
        value={chosen?.kind === 'file' ? chosen.file : null}
        disabled={disabled}
        data-autofocus
        onChange={(file) => onChoose(file && { kind, file })}
      />
    );
  }
  const files = chosen?.kind === 'folder' ? [...chosen.files] : [];
  return (
    <FileInput
      label={t('import.folder')}
      description={t('import.folderHint')}
      placeholder={t('import.chooseFolder')}
      multiple
      value={files}
      disabled={disabled}
      data-autofocus
      fileInputProps={{ webkitdirectory: '' } as object}
      valueComponent={() => (chosen?.kind === 'folder' ? t('import.folderFiles', { folder: chosen.folder, count: files.length }) : null)}
      onChange={(all) => onChoose(all.length === 0 ? null : { kind, files: all, folder: all[0]!.webkitRelativePath.split('/')[0]! })}
    />
  );
}
