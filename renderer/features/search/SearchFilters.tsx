import { Check, ChevronDown, FolderSearch, Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { photoStates, type FacetCount, type SearchField } from '../../api/index.js';
import { formatCount } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { foldName } from '../../lib/name-match.js';
import { Button, classes, Spinner, TextInput } from '../../ui/index.js';
import { useAlbums } from '../albums/index.js';
import { useView } from '../view/index.js';
import { albumOfSearch } from './album-names.js';
import { chipText } from './chip-text.js';
import { termOf } from './complete.js';
import { saveSearch, saveSearchAsNew, useSaved } from './saved.js';
import { toggleTerm, useSearch, watchFacets } from './store.js';
import './search-filters.css';

/** From so many values on, a box narrows them down. */
const filterFrom = 12;

/** What the photos shown have in common, to be clicked: while something is searched for, and beside the filter by marks. */
export function SearchFilters() {
  const isSearching = useView((state) => state.view.query !== undefined);
  const isOpen = useView((state) => state.filterBarOpen);
  const facets = useSearch((state) => state.facets);
  if (!isSearching && !isOpen) return null;
  const { filters } = messages.search;
  return (
    <div className="search-filters" role="group" aria-label={filters}>
      <FilterMenu field="tag" values={facets?.tags ?? null} />
      <FilterMenu field="date" values={facets?.dates ?? null} />
      <FilterMenu field="camera" values={facets?.cameras ?? null} />
      <FilterMenu field="lens" values={facets?.lenses ?? null} />
      <FilterMenu field="rating" values={facets?.ratings ?? null} />
      <FilterMenu field="flag" values={facets?.flags ?? null} />
      <FilterMenu field="label" values={facets?.labels ?? null} />
      <FilterMenu field="album" values={facets?.albums ?? null} />
      <FilterMenu field="library" values={facets?.libraries ?? null} />
      <FilterMenu field="type" values={facets?.types ?? null} />
      <FilterMenu field="is" values={states} />
      {isSearching ? <SaveButtons /> : null}
    </div>
  );
}

/** A search that is no album yet can be one; one that was opened and changed goes back there, or into another one. */
function SaveButtons() {
  const query = useView((state) => state.view.query);
  const saved = useSaved();
  const isKept = useAlbums((state) => state.albums !== null && query !== undefined && albumOfSearch(query) !== null);
  if (saved === null) {
    if (isKept) return null;
    return (
      <Button variant="quiet" className="search-filters-end" onPress={saveSearchAsNew}>
        <FolderSearch size={14} />
        {messages.search.save}
      </Button>
    );
  }
  if (!saved.isChanged) return null;
  return (
    <div className="search-filters-end" role="group" aria-label={messages.search.changed(saved.album.name)}>
      <Button variant="quiet" onPress={saveSearchAsNew}>
        <FolderSearch size={14} />
        {messages.search.saveAsNew}
      </Button>
      <Button variant="quiet" onPress={saveSearch}>
        <Save size={14} />
        {messages.search.saveChanges}
      </Button>
    </div>
  );
}

/** Without counts: to count them all would take longer than to look at one. */
const states: readonly FacetCount[] = photoStates.map((value) => ({ value, count: 0 }));

interface FilterMenuProps {
  readonly field: SearchField;
  /** Null while they are counted. */
  readonly values: readonly FacetCount[] | null;
}

function FilterMenu({ field, values }: FilterMenuProps) {
  const name = messages.search.fields[field];
  return (
    <DialogTrigger>
      <AriaButton className="search-filter">
        {name}
        <ChevronDown size={12} />
      </AriaButton>
      <Popover className="menu-popover search-filter-list scroll" placement="bottom start" offset={4}>
        <Dialog aria-label={name} className="search-filter-body">
          <FilterValues field={field} name={name} values={values} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function FilterValues({ field, name, values }: FilterMenuProps & { readonly name: string }) {
  const chips = useSearch((state) => state.chips);
  const [text, setText] = useState('');
  useEffect(watchFacets, []);
  if (values === null) {
    return (
      <p className="search-filter-none" role="status">
        <Spinner />
        {messages.search.counting}
      </p>
    );
  }
  const wanted = foldName(text);
  const shown = values.filter(({ value }) => foldName(value).includes(wanted));
  return (
    <>
      {values.length >= filterFrom ? (
        <TextInput
          label={messages.search.narrow(name)}
          placeholder={messages.search.narrow(name)}
          value={text}
          onChange={setText}
        />
      ) : null}
      {shown.length === 0 ? <p className="search-filter-none">{messages.search.noValues}</p> : null}
      <ul className="scroll search-filter-values">
        {shown.map(({ value, count }) => {
          const term = termOf(field, value);
          const isOn = chips.includes(term);
          const { value: label } = chipText(term);
          return (
            <li key={value}>
              <button
                type="button"
                className={classes('menu-item', 'search-filter-value')}
                aria-pressed={isOn}
                onClick={() => {
                  toggleTerm(term);
                }}
              >
                <Check size={13} className={classes('search-filter-check', !isOn && 'search-filter-off')} />
                <bdi className="search-filter-name">{label}</bdi>
                {count === 0 ? null : <span className="search-option-count">{formatCount(count)}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
