/** Main is read for what it says to people, so that no sentence stays without a translation, and none is kept that is not said. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { sentencesDe } from '../preload/contract/sentences-de.js';
import { sentenceIn, troubleIn } from '../preload/contract/sentences.js';

const main = import.meta.dirname;

/** Written for the log, for tests, for models, or into files; or in each language, as insights and menus are. */
const silent = /\.test\.ts$|^testing\/|^insights\/words\/|^insights\/own-model\/answer\.ts$|^shell\/words\.ts$/;

const files = readdirSync(main, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !silent.test(name));

/** A text with its parts as `{}`; null for what is none. */
function templateOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.map(({ literal }) => `{}${literal.text}`)].join('');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [templateOf(node.left), templateOf(node.right)];
    return left === null || right === null ? null : `${left}${right}`;
  }
  return null;
}

/** Bugs are thrown as these, and told of in logs only. */
const forLogs = new Set(['Error', 'RangeError', 'TypeError']);

function isForLogs(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return forLogs.has(node.expression.getText());
  return ts.isCallExpression(node) && /(^|[.#])log$/.test(node.expression.getText());
}

interface Said {
  readonly where: string;
  readonly template: string;
  readonly isForLogs: boolean;
}

function textsOf(name: string): readonly Said[] {
  const source = ts.createSourceFile(name, readFileSync(join(main, name), 'utf8'), ts.ScriptTarget.Latest, true);
  const said: Said[] = [];
  const visit = (node: ts.Node, forLogs: boolean): void => {
    const template = templateOf(node);
    if (template !== null) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      said.push({ where: `${name}:${String(line + 1)}`, template, isForLogs: forLogs });
    }
    // The halves of a sentence are none, but what is within its parts may be.
    const inner = template !== null && ts.isBinaryExpression(node) ? [node.left, node.right] : [];
    const visitInside = (child: ts.Node): void => {
      if (inner.includes(child as ts.Expression)) ts.forEachChild(child, visitInside);
      else visit(child, forLogs || isForLogs(node));
    };
    ts.forEachChild(node, visitInside);
  };
  visit(source, false);
  return said;
}

const everything = files.flatMap(textsOf);

const isSentence = ({ template }: Said): boolean =>
  /^[\p{Lu}“{].*\p{Ll}.* .*[.?!]\)?$/su.test(template) &&
  !/\b(SELECT|INSERT|UPDATE|DELETE|WHERE|FROM|CREATE|VALUES)\b/.test(template);

/** Never shown: refused before anybody could ask, or told of in the log. */
const unseen = new Set([
  '{} is not answered here.',
  'There is no call named {}.',
  'There is no such call.',
  'Only the app’s own window may call.',
  'The folder does not answer any more.',
  'The scan stopped unexpectedly.',
  'The metadata process stopped.',
  'The app is closing.',
]);

describe('what main says', () => {
  const said = everything.filter((text) => isSentence(text) && !text.isForLogs && !unseen.has(text.template));

  test('has a German sentence', () => {
    const untranslated = said.filter(({ template }) => {
      const sample = template.replaceAll('{}', '7');
      return sentenceIn('de', sample) === sample;
    });
    expect(untranslated.map(({ where, template }) => `${where} ${template}`)).toEqual([]);
  });

  /** Put together of several texts of the code. */
  const composed = new Set([
    'An index does not match what it lists; searches may miss photos. ({})',
    'Something is there twice that may be there only once. ({})',
    'A stored value cannot be right. ({})',
    'A part of the database file is damaged. ({})',
    'The file is damaged, or is no RAW file ({}).',
  ]);

  test('is all that is translated', () => {
    const templates = new Set([...everything.map(({ template }) => template), ...composed]);
    const unsaid = sentencesDe
      .map(([english]) => english)
      .filter((english) => !templates.has(english.replace(/\{\w+\}/g, '{}')));
    expect(unsaid).toEqual([]);
  });
});

test('each part that varies is in both sentences', () => {
  const partsOf = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [english, german] of sentencesDe) expect(partsOf(german), english).toEqual(partsOf(english));
});

test('no sentence stands twice', () => {
  const english = sentencesDe.map(([sentence]) => sentence);
  expect(new Set(english).size).toBe(english.length);
});

test('what varies stays as it was, whatever is in it', () => {
  expect(sentenceIn('de', 'This folder is already the library “A (b).”.')).toBe(
    'Dieser Ordner ist schon die Bibliothek „A (b).“.',
  );
  expect(sentenceIn('de', 'There is no folder /mnt/a\n$1{path}. Check the path, or connect its drive.')).toBe(
    'Den Ordner /mnt/a\n$1{path} gibt es nicht. Den Pfad prüfen oder seinen Datenträger verbinden.',
  );
});

test('a part that is a sentence of its own is translated too', () => {
  expect(sentenceIn('de', 'The backup a.db is empty. Choose another one.')).toBe(
    'Die Sicherung a.db ist leer. Eine andere wählen.',
  );
  expect(sentenceIn('de', 'It is only in the cloud. Download it with your cloud service to add it.')).toBe(
    'Liegt nur in der Cloud. Zum Hinzufügen mit dem Cloud-Dienst herunterladen.',
  );
});

test('of two sentences that fit, the one that says more is taken', () => {
  expect(sentenceIn('de', '/a cannot be read (EIO). Check its permissions and its drive.')).toBe(
    '/a kann nicht gelesen werden (EIO). Die Berechtigungen und den Datenträger prüfen.',
  );
});

test('English stays as it is, and so does what nobody translated; an error then says in general what is the matter', () => {
  expect(sentenceIn('en', 'This tag is not there any more.')).toBe('This tag is not there any more.');
  expect(sentenceIn('de', 'A sentence of long ago.')).toBe('A sentence of long ago.');
  expect(troubleIn('en', 'disk_full', 'Full.')).toBe('Full.');
  expect(troubleIn('de', 'disk_full', 'Full.')).toBe('Der Datenträger ist voll. (Full.)');
});
