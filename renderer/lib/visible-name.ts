/**
 * Names of files as they may be shown: whatever a name contains, it stays on its line, in its place, and cannot be taken
 * for another one.
 */

/**
 * Control characters, bidirectional embeddings, overrides and isolates, and what breaks a line or takes no room. Marks of
 * direction stay: they belong to Arabic and Hebrew.
 */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
function signOf(character: string): string {
  if (character === '\n' || character === '\r') return '↵';
  return `⟨${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** `photo↵.jpg` for a name with a line break, `photo⟨202E⟩gpj.exe` for one that would turn what follows around. */
export function visibleName(name: string): string {
  return name.replace(unseen, signOf);
}

/** The same for use in a sentence: the name does not turn around what stands beside it. */
export function isolatedName(name: string): string {
  const visible = visibleName(name);
  return /[\u0590-\u08ff\u200e\u200f\ufb1d-\ufdff\ufe70-\ufefc]/.test(visible) ? `\u2068${visible}\u2069` : visible;
}
