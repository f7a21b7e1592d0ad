/** A Markdown text that a person may change in place, with what it will look like beside it. */
import { useTranslation } from 'react-i18next';
import { Markdown } from '../markdown/markdown.tsx';
import { Editable, type EditableProps } from './editable.tsx';

export function EditableMarkdown(props: EditableProps) {
  const { t } = useTranslation('common');
  return (
    <Editable
      {...props}
      rows={{ min: 6, max: 24 }}
      show={(text) => <Markdown compact text={text} />}
      preview={{ label: t('markdown.preview'), hint: t('markdown.hint') }}
    />
  );
}
