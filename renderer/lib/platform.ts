/** Keys are other ones on a Mac. */
export const isMac = navigator.userAgent.includes('Macintosh');
