/** What is known of who sent a message. */
export interface Sender {
  readonly url: string;
  readonly isTopFrame: boolean;
  readonly isOurWindow: boolean;
}

/** The app's own page, in the top frame of the app's own window. */
export function isTrustedSender(sender: Sender, appUrl: string): boolean {
  return sender.isOurWindow && sender.isTopFrame && isPage(sender.url, appUrl);
}

/** The app's own page, whatever its address says besides: the language is in there. */
export function isPage(address: string, appUrl: string): boolean {
  try {
    const url = new URL(address);
    url.hash = '';
    url.search = '';
    return url.href === appUrl;
  } catch {
    return false;
  }
}
