/** What is known of who sent a message. */
export interface Sender {
  readonly url: string;
  readonly isTopFrame: boolean;
  readonly isOurWindow: boolean;
}

/** The app's own page, in the top frame of the app's own window. */
export function isTrustedSender(sender: Sender, appUrl: string): boolean {
  if (!sender.isOurWindow || !sender.isTopFrame) return false;
  try {
    const url = new URL(sender.url);
    url.hash = '';
    url.search = '';
    return url.href === appUrl;
  } catch {
    return false;
  }
}
