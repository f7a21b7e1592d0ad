/** `speakPipeline`: completion and hover for pipeline.yaml, from the core's own schema. Registered once, when the file is first opened. */
import type { Locale } from '#contract';
import { monaco } from '../monaco.ts';
import { docsEn } from './docs-en.ts';
import { docsPtBr } from './docs-pt-br.ts';
import { placeAt } from './place.ts';
import { defaultAt, type Schema, valuesAt } from './schema.ts';
import { named, type Surroundings, suggestions } from './suggest.ts';

export interface Known extends Pick<Surroundings, 'files' | 'datasets'> {
  schema: Schema;
  locale: Locale;
}

const words = {
  'pt-BR': { docs: docsPtBr, standard: 'Sem ele', values: 'Valores', required: 'obrigatório' },
  en: { docs: docsEn, standard: 'Without it', values: 'Values', required: 'required' },
} as const;

/** What the providers know now: Monaco keeps them for the whole window. */
let known: Known | null = null;
let registered = false;

export function speakPipeline(now: Known): void {
  known = now;
  if (registered) return;
  registered = true;
  const selector = 'yaml';
  monaco.languages.registerCompletionItemProvider(selector, {
    triggerCharacters: [' ', ':', '{', '[', ',', '.', '$'],
    provideCompletionItems: complete,
  });
  monaco.languages.registerHoverProvider(selector, { provideHover: hover });
}

const isPipeline = (model: monaco.editor.ITextModel) => model.uri.path.endsWith('/pipeline.yaml');

function complete(model: monaco.editor.ITextModel, position: monaco.Position): monaco.languages.CompletionList {
  if (!known || !isPipeline(model)) return { suggestions: [] };
  const text = model.getValue();
  const place = placeAt(text.split('\n'), position.lineNumber - 1, position.column - 1);
  const range = new monaco.Range(position.lineNumber, position.column - place.typed.length, position.lineNumber, position.column);
  const { docs, required } = words[known.locale];
  const kinds = { field: monaco.languages.CompletionItemKind.Property, value: monaco.languages.CompletionItemKind.Value };
  return {
    suggestions: suggestions(known.schema, place, { ...known, ...named(text) }).map((one) => ({
      label: one.label,
      insertText: one.insert,
      kind: kinds[one.kind],
      range,
      sortText: `${one.required ? 0 : 1}${one.label}`,
      ...(one.required && { detail: required }),
      ...(one.kind === 'field' && { documentation: { value: docOf(docs, one.label) }, command: { id: 'editor.action.triggerSuggest', title: '' } }),
    })),
  };
}

function hover(model: monaco.editor.ITextModel, position: monaco.Position): monaco.languages.Hover | null {
  const word = model.getWordAtPosition(position);
  if (!known || !word || !isPipeline(model)) return null;
  const line = model.getLineContent(position.lineNumber);
  if (!/^\s*:/.test(line.slice(word.endColumn - 1))) return null;
  const { docs, standard, values } = words[known.locale];
  const text = docOf(docs, word.word);
  if (text === '') return null;
  const place = placeAt(model.getLinesContent(), position.lineNumber - 1, word.startColumn - 1);
  const path = [...place.path, word.word];
  const usual = defaultAt(known.schema, path);
  const allowed = valuesAt(known.schema, path, place.uses);
  const more = [
    usual === null ? '' : `${standard}: \`${usual}\``,
    allowed.length > 0 ? `${values}: ${allowed.map((each) => `\`${each}\``).join(', ')}` : '',
  ];
  return {
    range: new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn),
    contents: [{ value: `**${word.word}**` }, { value: text }, ...more.filter(Boolean).map((value) => ({ value }))],
  };
}

function docOf(docs: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(docs, name) ? docs[name]! : '';
}
