/**
 * Scores a table with a model, part by part, in constant memory. A part is there when its .json is: predictions and rejects are on the disk by then. Begun
 * again with the place where the last part ended, it goes on from there.
 */
import { closeSync, constants, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '@bancada/sdk';
import { inWords, judge } from './judge.mjs';
import { csvRecords, jsonRecords } from './records.mjs';

const { O_WRONLY, O_CREAT, O_TRUNC, O_DSYNC = 0 } = constants;

await step(async (lab) => {
  const { format, delimiter, header, offset, line, part, partRows, bytes, language } = lab.params;
  const model = await lab.input('modelo').model();
  const columns = header === '' ? null : JSON.parse(header);
  const judged = judge(model.signature, columns, { decimalComma: delimiter === ';' });
  const isNumber = model.task === 'regression';
  const names = isNumber ? ['value'] : ['label', ...model.classes.map((each) => `probability_${each}`)];
  const taken = new Set(JSON.parse(lab.params.taken));
  const free = (name) => (taken.has(name) ? free(`predicted_${name}`) : name);
  const keys = names.map(free);
  const folder = lab.output('partes').path;
  mkdirSync(folder, { recursive: true });
  const records = format === 'csv' ? csvRecords : jsonRecords;
  const state = { part, line, offset };
  let batch = [];
  let good = 0;
  let bad = 0;

  const flush = (end) => {
    const kept = [];
    const rows = [];
    const rejects = [];
    for (const record of batch) {
      const { row, reason } = record.reason ? record : judged(record);
      if (reason)
        rejects.push(`${JSON.stringify({ line: record.line, reason: inWords(reason, language), ...reason, text: record.text.slice(0, 2000) })}\n`);
      else {
        kept.push(record);
        rows.push(row);
      }
    }
    const predictions = rows.length === 0 ? [] : model.predict(rows);
    const lines = predictions.map((prediction, index) => answered(kept[index], prediction));
    const name = String(state.part).padStart(6, '0');
    const rowBytes = write(join(folder, `${name}.rows`), lines.join(''));
    const rejectBytes = write(join(folder, `${name}.rejected`), rejects.join(''));
    const about = { part: state.part, read: batch.length, good: lines.length, bad: rejects.length, rowBytes, rejectBytes, ...end };
    write(join(folder, `${name}.json`), JSON.stringify(about));
    good += lines.length;
    bad += rejects.length;
    Object.assign(state, { part: state.part + 1, ...end });
    batch = [];
    lab.progress(bytes === 0 ? 1 : Math.min(1, end.offset / bytes), JSON.stringify({ part: about.part, good, bad }));
  };

  const answered = ({ text, row }, { label, probabilities, value: found }) => {
    const values = isNumber ? [found] : [label, ...model.classes.map((each) => probabilities[each])];
    if (format === 'csv')
      return [text, ...values.map((value) => (typeof value === 'string' ? cell(value) : number(value)))].join(delimiter).concat('\n');
    if (keys.some((key) => Object.hasOwn(row, key))) {
      const added = Object.fromEntries(values.map((value, index) => [keys[index], value]));
      return `${JSON.stringify({ ...row, ...added })}\n`;
    }
    const said = values.map((value, index) => `${JSON.stringify(keys[index])}:${JSON.stringify(value)}`);
    const body = text.slice(0, text.lastIndexOf('}'));
    return `${body}${body.trimEnd().endsWith('{') ? '' : ','}${said.join(',')}}\n`;
  };
  const cell = (text) => (/["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text);
  const number = (value) => (delimiter === ';' ? String(value).replace('.', ',') : String(value));

  write(join(folder, 'header.json'), JSON.stringify(keys));
  let last = { offset, line };
  for (const record of records(lab.input('tabela').path, { offset, line, delimiter, columns: columns?.length ?? 0 })) {
    batch.push(record);
    last = record.end;
    if (batch.length >= partRows) flush(last);
  }
  if (batch.length > 0) flush(last);
  lab.metric('peak_mb', process.resourceUsage().maxRSS / 1024);
});

/** On the disk under its name, or not there: a confined program may not call fsync, so that every write waits for the disk. */
function write(path, text) {
  const unfinished = `${path}.new`;
  const file = openSync(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_DSYNC);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  closeSync(file);
  renameSync(unfinished, path);
  return bytes.length;
}
