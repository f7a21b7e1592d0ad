/** What the editor gains over pipeline.yaml, in one chunk that is loaded when the file is opened. */
export { watchGutter } from './gutter.ts';
export { speakPipeline } from './language.ts';
