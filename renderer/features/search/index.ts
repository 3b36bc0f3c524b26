export { SearchField } from './SearchField.js';
export { SearchFilters } from './SearchFilters.js';
export { NothingFound, SearchLine } from './SearchResult.js';
export { shownSearch } from './chip-text.js';
export { openAlbum, saveSearch, saveSearchAsNew, useSaved } from './saved.js';
export { focusSearch, leaveSearch, openSearch, startSearch, useSearch } from './store.js';
