/** What people read stands in the catalogue, and nowhere else in the window. */
import ts from 'typescript';
import { expect, test } from 'vitest';

const components = import.meta.glob<string>('../../**/*.tsx', { query: '?raw', import: 'default', eager: true });

/** Attributes, and properties of our own components, that are read out or shown. */
const readAttributes = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'label',
  'placeholder',
  'text',
  'title',
]);

const hasWord = (text: string): boolean => /\p{L}{2}/u.test(text);

/** The texts of an expression that is shown: of both sides of a choice, too. */
function textsOf(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isBinaryExpression(node)) return [...textsOf(node.left), ...textsOf(node.right)];
  if (ts.isJsxExpression(node)) return node.expression === undefined ? [] : textsOf(node.expression);
  return [];
}

function isComparison(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind !== ts.SyntaxKind.PlusToken && !isChoice(node);
}

function isChoice(node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
}

function shownTexts(node: ts.Node): readonly string[] {
  if (ts.isJsxText(node)) return [node.text];
  if (ts.isJsxAttribute(node)) {
    const { initializer } = node;
    return initializer !== undefined && readAttributes.has(node.name.getText()) ? textsOf(initializer) : [];
  }
  if (ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))) {
    return node.expression === undefined || isComparison(node.expression) ? [] : textsOf(node);
  }
  return [];
}

test.each(Object.entries(components))('%s has no text of its own', (name, text) => {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const text of shownTexts(node)) {
      if (!hasWord(text)) continue;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${name}:${String(line + 1)}: ${text.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  expect(found).toEqual([]);
});
