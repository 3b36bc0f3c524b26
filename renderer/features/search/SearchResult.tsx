import { messages } from '../../lib/messages.js';
import { Button } from '../../ui/index.js';
import { shownSearch } from './chip-text.js';
import { useSearchProblem } from './SearchField.js';
import { leaveSearch, openSearch, useSearch } from './store.js';
import './search-filters.css';

/** What was made of the search, where that is not just what was typed. */
export function SearchLine() {
  const notes = useSearch((state) => state.notes);
  const problem = useSearchProblem();
  const lines = [
    ...(notes?.corrections.length ? [messages.search.showing(notes.corrections.map(({ meant }) => meant))] : []),
    ...(notes?.unknown.map(({ field, name }) => messages.search.unknown[field](name)) ?? []),
    ...(problem === null ? [] : [messages.search.problem[problem.code](problem.field, problem.value)]),
  ];
  return (
    <div className="search-notes" role="status" data-testid="search-notes">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

/** Which term leaves nothing, and what there is without it. */
export function NothingFound() {
  const without = useSearch((state) => state.notes?.without) ?? [];
  return (
    <div className="state" data-testid="empty">
      <h2>{messages.search.nothing}</h2>
      <p>{without.length === 0 ? messages.search.nothingText : messages.search.nothingTogether}</p>
      <div className="search-without">
        {without.map(({ term, query, photos, isMore }) => (
          <Button
            key={term}
            onPress={() => {
              openSearch(query);
            }}
          >
            {messages.search.without(shownSearch(term), photos, isMore)}
          </Button>
        ))}
      </div>
      <Button onPress={leaveSearch}>{messages.search.clear}</Button>
    </div>
  );
}
