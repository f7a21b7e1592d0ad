import { expect, it } from 'vitest';
import { LastWordReader, lastWord } from './last-word.ts';

function read(...parts: string[]) {
  const reader = new LastWordReader();
  const text = parts.map((part) => reader.push(Buffer.from(part)).toString()).join('') + reader.end().toString();
  return { text, heard: reader.heard };
}

it('is heard at the end and taken out', () => expect(read(`ok\n${lastWord}`)).toEqual({ text: 'ok\n', heard: true }));
it('may be all that is said', () => expect(read(lastWord)).toEqual({ text: '', heard: true }));
it('is not heard while something comes after it', () => expect(read(lastWord, 'late\n')).toEqual({ text: 'late\n', heard: false }));

it('is heard wherever the stream was cut', () => {
  const all = `a\u001e{"type":"log"}\nb${lastWord}`;
  for (let first = 0; first < all.length; first += 1) {
    for (let second = first; second < all.length; second += 1) {
      expect(read(all.slice(0, first), all.slice(first, second), all.slice(second))).toEqual({ text: 'a\u001e{"type":"log"}\nb', heard: true });
    }
  }
});

it('gives back what only began like it', () => expect(read('x\u001e{"ty', 'pe":"met')).toEqual({ text: 'x\u001e{"type":"met', heard: false }));
it('gives back its beginning at the end of the stream', () => expect(read('x\u001e{"ty')).toEqual({ text: 'x\u001e{"ty', heard: false }));
