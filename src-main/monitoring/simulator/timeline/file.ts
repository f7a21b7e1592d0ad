/** `parseStory`, `writeStory`: a timeline as its YAML says it; what is wrong is told with line and field. */
import { stringify } from 'yaml';
import { type Story, story } from '../../../contract/story.ts';
import { check, openDocument } from '../../../pipelines/spec/yaml.ts';

export function parseStory(text: string, file: string): Story {
  const document = openDocument(text, file);
  return check(story, document.value, document, []);
}

/** A period means something to shapes that come again only. */
export function writeStory({ events, ...rest }: Story): string {
  const told = events.map(({ period, ...event }) => (event.shape === 'seasonal' || event.shape === 'recurring' ? { ...event, period } : event));
  return stringify({ ...rest, ...(told.length > 0 && { events: told }) });
}
