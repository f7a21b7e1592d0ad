/** The table of contents beside the text: where one is, what was read. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import classes from './study.module.css';

interface Props {
  moduleId: string;
  sections: readonly { id: string; title: string }[];
  read: ReadonlySet<string>;
  current: string | null;
}

export function Contents({ moduleId, sections, read, current }: Props) {
  const { t } = useTranslation('study');
  return (
    <nav className={classes.contents} aria-label={t('contents')}>
      <ol>
        {sections.map((section) => (
          <li key={section.id} data-read={read.has(section.id) || undefined}>
            <Link
              href={paths.architecture(moduleId, 'estudar', section.id)}
              aria-current={section.id === current ? 'location' : undefined}
              onClick={() => document.getElementById(section.id)?.scrollIntoView({ block: 'start' })}
            >
              {section.title}
              {read.has(section.id) && <span className={classes.hidden}> ({t('read')})</span>}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
