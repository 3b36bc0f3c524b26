/** Keys are other ones on a Mac. */
export const isMac = 'navigator' in globalThis && navigator.userAgent.includes('Macintosh');
