/** `writeAnkiText`: cards as Anki's "notes in plain text", with HTML, tags and identities, so that a second import changes notes and makes no doubles. */
import { ownModule, type Shown } from '../own.ts';
import { markdownToHtml } from './markdown-to-html.ts';

const ofLab = 'bancada:';

export function writeAnkiText(cards: readonly Shown[]): string {
  const head = ['#separator:tab', '#html:true', '#guid column:1', '#tags column:4'];
  const rows = cards.map((card) =>
    [guidOf(card), markdownToHtml(card.front), markdownToHtml(card.back), tagsOf(card).join(' ')].map(field).join('\t'),
  );
  return `${[...head, ...rows].join('\n')}\n`;
}

/** Own cards keep theirs; one of the lab's content is the same card in both languages. */
function guidOf({ moduleId, id }: Shown): string {
  return moduleId === ownModule ? id : `${ofLab}${moduleId}/${id}`;
}

export const isOfLab = (guid: string) => guid.startsWith(ofLab);

function tagsOf({ moduleId, tags }: Shown): string[] {
  const plain = tags.map((tag) => tag.trim().replaceAll(/\s+/g, '-')).filter(Boolean);
  return moduleId === ownModule ? plain : [`bancada::${moduleId}`, ...plain];
}

/** Quoted where Anki would take it for something else. */
function field(text: string): string {
  return /[\t\n\r"]|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
