/** Every text of both catalogues, said with all that it may be asked to say. */
import ts from 'typescript';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Messages } from './en.js';
import text from './en.ts?raw';

/** What a parameter of each type is tried with. */
const samples: Readonly<Record<string, readonly unknown[]>> = {
  number: [0, 1, 2, 1000],
  'number | null': [0, 1, 2, 1000, null],
  string: ['Lisbon'],
  /** Said by a `satisfies` below: names, all of them. */
  '': ['Lisbon'],
  'string | null': ['Lisbon', null],
  boolean: [false, true],
  "Rating | 'mixed'": [0, 1, 5, 'mixed'],
  "Flag | null | 'mixed'": ['picked', 'rejected', null, 'mixed'],
  "ColourLabel | null | 'mixed'": ['red', 'purple', null, 'mixed'],
  'Partial<Marks>': [
    { rating: 0 },
    { rating: 1 },
    { rating: 4 },
    { flag: 'picked' },
    { flag: 'rejected' },
    { flag: null },
    { label: 'red' },
    { label: null },
    { rating: 3, flag: null, label: 'blue' },
    { rating: 0, flag: 'picked', label: null },
  ],
  VersionChanges: [
    { wordsAdded: 0, wordsRemoved: 0, factsChanged: 0, tagsChanged: 0 },
    { wordsAdded: 1, wordsRemoved: 1, factsChanged: 1, tagsChanged: 1 },
    { wordsAdded: 2, wordsRemoved: 0, factsChanged: 3, tagsChanged: 4 },
  ],
  'readonly string[]': [['Lisbon'], ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
};

const source = ts.createSourceFile('en.ts', text, ts.ScriptTarget.Latest, true);

/** `const name = …` at the top of the English catalogue. */
function constant(name: string): ts.Expression | null {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find((declaration) => declaration.name.getText() === name);
    if (found?.initializer !== undefined) return bare(found.initializer);
  }
  return null;
}

function bare(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? bare(node.expression) : node;
}

/** Types of the parameters of each function, by its path in the catalogue. */
function signatures(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const visit = (node: ts.Expression | null, path: string): void => {
    if (node === null) return;
    if (ts.isIdentifier(node)) visit(constant(node.text), path);
    else if (ts.isArrowFunction(node))
      found.set(
        path,
        node.parameters.map(({ type }) => type?.getText() ?? ''),
      );
    else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) {
        const key = property.name?.getText().replace(/^'|'$/g, '') ?? '';
        if (ts.isPropertyAssignment(property)) visit(bare(property.initializer), `${path}.${key}`);
        if (ts.isShorthandPropertyAssignment(property)) visit(constant(key), `${path}.${key}`);
      }
    }
  };
  visit(constant('en'), '');
  return found;
}

const parametersOf = signatures();

function argumentLists(types: readonly string[]): readonly (readonly unknown[])[] {
  return types.reduce<readonly (readonly unknown[])[]>(
    (lists, type) => lists.flatMap((list) => (samples[type] ?? []).map((value) => [...list, value])),
    [[]],
  );
}

type Said = ReadonlyMap<string, string>;

/** Everything that a catalogue can say, by where it stands and, for functions, what it was asked with. */
function everythingOf(catalogue: Messages): Said {
  const said = new Map<string, string>();
  const visit = (node: unknown, path: string): void => {
    if (typeof node === 'string') said.set(path, node);
    else if (typeof node === 'function') {
      const types = parametersOf.get(path);
      expect(types, `what ${path} takes`).toBeDefined();
      for (const values of argumentLists(types ?? [])) {
        said.set(`${path}(${JSON.stringify(values)})`, (node as (...values: readonly unknown[]) => string)(...values));
      }
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) visit(value, `${path}.${key}`);
    }
  };
  visit(catalogue, '');
  return said;
}

async function load(language: string): Promise<Said> {
  vi.stubGlobal('location', { search: `?lang=${language}` });
  vi.resetModules();
  const { messages } = await import('../messages.js');
  vi.unstubAllGlobals();
  return everythingOf(messages);
}

let english: Said;
let german: Said;

beforeAll(async () => {
  english = await load('en');
  german = await load('de');
});

/** Nothing to add to the title by which it is found. */
const mayBeEmpty = '.commands.also.';

test('every kind of parameter has samples', () => {
  for (const [path, types] of parametersOf) {
    for (const type of types) expect(samples, `a parameter of ${path}`).toHaveProperty([type]);
  }
});

test('every text of both languages says something, whatever it is asked with', () => {
  for (const said of [english, german]) {
    for (const [where, text] of said) {
      expect(text, where).toBeTypeOf('string');
      expect(text, where).not.toMatch(/undefined|null|NaN|\[object|function|\$\{/);
      expect(text, where).toBe(text.trim());
      if (!where.startsWith(mayBeEmpty)) expect(text, where).not.toBe('');
    }
  }
});

test('both languages say the same things', () => {
  expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
});

/** Names, signs, words that both languages have, and what is put together of names and numbers alone. */
const sameInBoth = [
  /^\.appName$/,
  /^\.marks\.label\.orange$/,
  /^\.grid\.(rawBadge|liveBadge|placesBadge|tile|video|noPlaceSign|degrees|digits|otherSigns)\b/,
  /^\.order\.(by|scale)\.name$/,
  /^\.(compare\.pane|slideShow\.each)\(/,
  /^\.sidebar\.item\(.*null/,
  /^\.activity\.(of|rate)\(/,
  /^\.activity\.show$/,
  /^\.inspector\.fileKinds\.(raw|video)$/,
  /^\.embedded\.fields\.copyright$/,
  /^\.tagManager\.(sortBy\.name$|dragged\()/,
  /^\.tags\.(otherName\(|colours\.orange$|hotKeyOf\(.*null)/,
  /^\.history\.(takeBackOf|takeBackAll)\(/,
  /^\.insights\.(actionOf|provider|madeAt|took)\(/,
  /^\.insights\.ownSummary$/,
  /^\.insightList\.(maker|makerCount)\(/,
  /^\.ownModel\.(server|kinds\.ollama|addressExample\.(ollama|openai)|currencyExample)$/,
  /^\.viewer\.percent\(/,
  /^\.settings\.(name|namePlaceholder|version|runtime|platform)$/,
  /^\.settings\.languages\.(en|de)$/,
  /^\.settings\.sources\.\d+\.source$/,
  /^\.health\.(inLibrary|purgeLibrary)\(/,
  /^\.libraries\.reason\.(readable|root_missing|root_not_directory|root_unreadable)$/,
  /^\.map\.(credit|photo)\b/,
  /^\.looking\.reason\(/,
  /^\.commands\.alsoLanguage$/,
  /^\.commands\.also\.(commands|select_all)$/,
  /^\.search\.fields\.(album|text|person)$/,
  /^\.search\.types\.video$/,
  /^\.search\.labels\.orange$/,
  /^\.search\.stars\.exactly\(/,
  /^\.search\.examples\.\d+\.0$/,
  /^\.shortcuts\.groups\.\d+\.items\.\d+\.1\./,
];

test('nothing is left in English', () => {
  const same = [...german].filter(([where, text]) => english.get(where) === text).map(([where]) => where);
  expect(same.filter((where) => !sameInBoth.some((pattern) => pattern.test(where)))).toEqual([]);
});

test('German is written with German quotation marks, each pair whole', () => {
  for (const [where, text] of german) {
    expect(text, where).not.toContain('”');
    expect(text.split('„').length, where).toBe(text.split('“').length);
  }
});

test('numbers are written as each language writes them', () => {
  expect(english.get('.grid.sectionCount([1000])')).toBe('1,000 photos');
  expect(german.get('.grid.sectionCount([1000])')).toBe('1.000 Fotos');
  expect(german.get('.grid.sectionCount([1])')).toBe('1 Foto');
  expect(german.get('.grid.sectionCount([0])')).toBe('0 Fotos');
});

test('one thing is not spoken of as several', () => {
  for (const [where, text] of english) {
    expect(text, where).not.toMatch(
      /(?<!(?:and|of) )\b1 (?:of [\d,]+ )?(?!(?:will|would|may|could) )\w+ (?:are|were|have|stay|do|wait|differ|hold|start|leave|need)\b/,
    );
    expect(text, where).not.toMatch(/^1 \w+ could not .*\b(?:theirs|they)\b/);
  }
  for (const [where, text] of german) {
    expect(text, where).not.toMatch(
      /(?<!(?:und|von) )\b1 \p{L}+ (?:sind|waren|haben|bleiben|werden|wurden|fehlen|warten|konnten)\b/u,
    );
  }
});
