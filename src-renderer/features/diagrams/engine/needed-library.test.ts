import { expect, it } from 'vitest';
import { neededLibrary } from './needed-library.ts';

const library = {
  base: [
    "' what all share",
    '!$COLOUR ?= "#fff"',
    '!function $twice($text) !return $text + $text',
    '!procedure $line($text)',
    "  ' a note",
    '  $text',
    '!end procedure',
    '!procedure $unused()',
    '!endprocedure',
    'skinparam wrapWidth 200',
  ],
  shapes: [
    '!include <demo/base>',
    '!unquoted procedure Box($alias)',
    '  $line($twice($alias))',
    '!endprocedure',
    '!unquoted procedure Ball($alias)',
    '!endprocedure',
  ],
  other: ['$unused()'],
};

it('keeps what the source names, and what that names', () => {
  expect(neededLibrary(library, ['!include <demo/Shapes>', 'Box(a)'])).toMatchObject({
    base: [
      '!$COLOUR ?= "#fff"',
      '!function $twice($text) !return $text + $text',
      '!procedure $line($text)',
      '  $text',
      '!end procedure',
      'skinparam wrapWidth 200',
    ],
    shapes: ['!include <demo/base>', '!unquoted procedure Box($alias)', '  $line($twice($alias))', '!endprocedure'],
  });
});

it('a file that nobody includes makes nothing needed', () => {
  expect(neededLibrary(library, ['!include <demo/shapes>'])).not.toHaveProperty('other');
  expect(neededLibrary(library, ['!include <demo/shapes>']).base).not.toContain('!procedure $unused()');
  expect(neededLibrary(library, ['!include <demo/other>', '!include <demo/base>']).base).toContain('!procedure $unused()');
});

it('a source that calls by a name put together, or takes a theme, gets all of it', () => {
  expect(neededLibrary(library, ['!theme dark from <demo/themes>'])).toBe(library);
  expect(neededLibrary(library, ['%invoke_procedure("$un" + "used")'])).toBe(library);
});

it('colours of kinds and shapes that nothing speaks of are left out', () => {
  const c4 = {
    c4: [
      '!procedure UpdateElementStyle($name)',
      '$elementTagSkinparams("rectangle", $name)',
      '$elementTagSkinparams("queue", $name)',
      '!endprocedure',
      'UpdateElementStyle("system")',
      'UpdateElementStyle("external_system")',
      '!procedure System($alias)',
      'rectangle $alias <<system>>',
      '!endprocedure',
      '!procedure System_Ext($alias)',
      'rectangle $alias <<external_system>>',
      '!endprocedure',
    ],
  };
  expect(neededLibrary(c4, ['!include <C4/C4>', 'System(a)']).c4).toEqual([
    '!procedure UpdateElementStyle($name)',
    '$elementTagSkinparams("rectangle", $name)',
    '!endprocedure',
    'UpdateElementStyle("system")',
    '!procedure System($alias)',
    'rectangle $alias <<system>>',
    '!endprocedure',
  ]);
});
