/** Names of albums that a search can name. */
export function useAlbumNames(): readonly string[] {
  return none;
}

const none: readonly string[] = [];
