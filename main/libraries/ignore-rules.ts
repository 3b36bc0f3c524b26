/** What a library leaves out because its user says so: patterns as in a .gitignore file. */
import ignore from 'ignore';
import { isIgnoredPath } from '../core/ignored-names.js';
import { AppFailure } from '../db/failure.js';

/** True for a path below the root that the user's patterns leave out; a folder's path ends in a slash. */
export type IsIgnored = (relPath: string) => boolean;

const maxPatterns = 100;
const maxCharacters = 200;
/** Each one makes matching slower by the length of a name. */
const maxStars = 6;
/** The matcher remembers every path it was asked for. */
const pathsPerMatcher = 20_000;

/** Patterns as they are kept: without blanks around them, without empty ones, without repetitions. */
export function checkPatterns(patterns: readonly string[]): readonly string[] {
  const checked = [...new Set(patterns.map((pattern) => pattern.trim()).filter((pattern) => pattern !== ''))];
  if (checked.length > maxPatterns) {
    throw invalid(
      '',
      `There are ${checked.length} patterns, and at most ${maxPatterns} are possible. Join some of them.`,
    );
  }
  for (const pattern of checked) {
    const trouble = troubleWith(pattern);
    if (trouble !== null) throw invalid(pattern, `“${pattern}” cannot be used: ${trouble}`);
  }
  return checked;
}

function troubleWith(pattern: string): string | null {
  // eslint-disable-next-line no-control-regex -- a pattern is one line
  if (/[\u0000-\u001f\u007f]/.test(pattern)) return 'a pattern is one line of visible characters.';
  if (pattern.length > maxCharacters) return `a pattern has at most ${maxCharacters} characters.`;
  if ((pattern.replace(/\*+/g, '*').match(/\*/g)?.length ?? 0) > maxStars) {
    return `a pattern has at most ${maxStars} stars.`;
  }
  if (pattern.includes('\\') && !pattern.startsWith('\\')) return 'folders are separated by “/”, also on Windows.';
  if (/^!?[/*]*$/.test(pattern)) return 'it would leave out everything. Remove the library instead.';
  try {
    matcherOf([pattern]).ignores('probe');
    return null;
  } catch {
    return 'its brackets do not match.';
  }
}

function invalid(pattern: string, message: string): AppFailure {
  return new AppFailure('pattern_invalid', message, { pattern });
}

/** A list has no comments: `#recycle` means what it says. */
function matcherOf(patterns: readonly string[]): ReturnType<typeof ignore> {
  const escaped = patterns.map((pattern) => (pattern.startsWith('#') ? `\\${pattern}` : pattern));
  return ignore({ ignorecase: true, allowRelativePaths: true }).add(escaped);
}

const nothing: IsIgnored = () => false;

/** Case does not matter: cameras and systems write it as they like. */
export function userRules(patterns: readonly string[]): IsIgnored {
  if (patterns.length === 0) return nothing;
  let matcher = matcherOf(patterns);
  let paths = 0;
  return (relPath) => {
    if (++paths > pathsPerMatcher) {
      matcher = matcherOf(patterns);
      paths = 0;
    }
    return matcher.ignores(relPath);
  };
}

/** The user's patterns and what every library leaves out, for paths of files. */
export function allRules(patterns: readonly string[]): IsIgnored {
  const isIgnoredByUser = userRules(patterns);
  return (relPath) => isIgnoredPath(relPath) || isIgnoredByUser(relPath);
}
