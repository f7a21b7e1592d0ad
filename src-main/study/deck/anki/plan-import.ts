/** What an Anki file would do to the learner's cards: pure. A note with a known identity changes its card; a note that says what its card says already leaves it alone. */
import { createHash } from 'node:crypto';
import { type CardsImported, cardDraft } from '../../../contract/cards.ts';
import type { OwnCard } from '../../../contract/index.ts';
import type { OwnRow } from '../own.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { markdownToHtml } from './markdown-to-html.ts';
import type { AnkiNote, AnkiText } from './read-text.ts';
import { isOfLab } from './write-text.ts';

export interface ImportPlan {
  rows: Omit<OwnRow, 'at'>[];
  told: CardsImported;
}

const longestGuid = 200;

export function planImport({ html, notes }: AnkiText, own: readonly OwnCard[]): ImportPlan {
  const known = new Map(own.map((card) => [card.id, card]));
  const rows = new Map<string, Omit<OwnRow, 'at'>>();
  const told: CardsImported = { added: 0, changed: 0, same: 0, ofLab: 0, refused: [] };
  for (const note of notes) {
    if (note.guid && isOfLab(note.guid)) {
      told.ofLab++;
      continue;
    }
    const sides = sidesOf(note, html);
    const why = whyNot(note, sides);
    if (why) {
      told.refused.push({ line: note.line, why });
      continue;
    }
    const id = note.guid ?? `txt-${createHash('sha256').update(`${note.front}\0${note.back}`).digest('hex').slice(0, 20)}`;
    const before = known.get(id);
    if (rows.has(id) || (before && says(before, note, html))) {
      told.same++;
      continue;
    }
    told[before ? 'changed' : 'added']++;
    rows.set(id, { id, ...sides, tags: note.tags });
  }
  return { rows: [...rows.values()], told };
}

function sidesOf({ front, back }: AnkiNote, html: boolean) {
  const text = (field: string | null) => (html ? htmlToMarkdown(field ?? '') : (field ?? '').trim());
  return { front: text(front), back: text(back) };
}

function whyNot(note: AnkiNote, sides: { front: string; back: string }): CardsImported['refused'][number]['why'] | null {
  if (note.back === null) return 'columns';
  if (sides.front === '' || sides.back === '') return 'empty';
  if ((note.guid?.length ?? 0) > longestGuid) return 'long';
  const faults = cardDraft.safeParse({ ...sides, tags: note.tags }).error?.issues ?? [];
  if (faults.length === 0) return null;
  return faults.some(({ path }) => path[0] === 'tags') ? 'tags' : 'long';
}

/** Compared in the file's own form: to Markdown and back is not always the same text. */
function says(card: OwnCard, { front, back, tags }: AnkiNote, html: boolean): boolean {
  const form = (text: string) => (html ? markdownToHtml(text) : text);
  return form(card.front) === front && form(card.back) === back && card.tags.join(' ') === tags.join(' ');
}
