/** `parseStory`: a timeline as its YAML says it; what is wrong is told with line and field. */
import { type Story, story } from '../../../contract/story.ts';
import { check, openDocument } from '../../../pipelines/spec/yaml.ts';

export function parseStory(text: string, file: string): Story {
  const document = openDocument(text, file);
  return check(story, document.value, document, []);
}
