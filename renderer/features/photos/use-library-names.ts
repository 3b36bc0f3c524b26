import { useMemo } from 'react';
import { useLibraries } from '../libraries/index.js';
import type { LibraryNames } from './section-text.js';

export function useLibraryNames(): LibraryNames {
  const libraries = useLibraries((state) => state.libraries);
  return useMemo(() => new Map((libraries ?? []).map(({ id, name }) => [id, name])), [libraries]);
}
