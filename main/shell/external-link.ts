/** Links that may leave the app, opened by the system. */
export function isExternalLink(url: string): boolean {
  try {
    return ['https:', 'mailto:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
