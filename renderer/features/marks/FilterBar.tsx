import { Flag as FlagIcon, FlagOff, Star, X } from 'lucide-react';
import { colourLabels, type GridView, type Rating } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { classes, IconButton } from '../../ui/index.js';
import { hasMarkFilter, narrowView, useView } from '../view/index.js';
import { ColourButton } from './MarksRow.js';
import './filter-bar.css';

const stars = [1, 2, 3, 4, 5] as const satisfies readonly Rating[];
const flagFilters = ['picked', 'none', 'rejected'] as const satisfies readonly GridView['flag'][];

const flagIcons = {
  picked: <FlagIcon size={14} fill="currentcolor" />,
  none: <FlagIcon size={14} />,
  rejected: <FlagOff size={14} />,
} as const;

/** Narrows what is shown by marks. Each button takes its own narrowing back. */
export function FilterBar() {
  const isOpen = useView((state) => state.filterBarOpen);
  const view = useView((state) => state.view);
  if (!isOpen) return null;
  const words = messages.filter;
  const { minRating = 0, flag, label } = view;
  return (
    <div className="filter-bar" role="toolbar" aria-label={words.title} data-testid="filter-bar">
      <div className="marks-group" role="group" aria-label={words.rating}>
        <span className="filter-sign" aria-hidden="true">
          ≥
        </span>
        {stars.map((star) => (
          <button
            key={star}
            type="button"
            className={classes('mark-button mark-star', minRating >= star && 'mark-on')}
            aria-label={words.atLeast(star)}
            title={words.atLeast(star)}
            aria-pressed={minRating === star}
            onClick={() => {
              narrowView({ minRating: minRating === star ? undefined : star });
            }}
          >
            <Star size={14} />
          </button>
        ))}
      </div>
      <div className="marks-group" role="group" aria-label={words.flag}>
        {flagFilters.map((value) => (
          <button
            key={value}
            type="button"
            className={classes('mark-button filter-flag', flag === value && 'filter-on')}
            aria-label={words.flags[value]}
            title={words.flags[value]}
            aria-pressed={flag === value}
            onClick={() => {
              narrowView({ flag: flag === value ? undefined : value });
            }}
          >
            {flagIcons[value]}
          </button>
        ))}
        <button
          type="button"
          className={classes('filter-word', flag === 'not_rejected' && 'filter-on')}
          aria-pressed={flag === 'not_rejected'}
          onClick={() => {
            narrowView({ flag: flag === 'not_rejected' ? undefined : 'not_rejected' });
          }}
        >
          {words.hideRejected}
        </button>
      </div>
      <div className="marks-group" role="group" aria-label={words.label}>
        {colourLabels.map((colour) => (
          <ColourButton
            key={colour}
            colour={colour}
            isOn={label === colour}
            onPress={() => {
              narrowView({ label: label === colour ? undefined : colour });
            }}
          />
        ))}
        <button
          type="button"
          className={classes('filter-word', label === 'none' && 'filter-on')}
          aria-pressed={label === 'none'}
          onClick={() => {
            narrowView({ label: label === 'none' ? undefined : 'none' });
          }}
        >
          {words.noLabel}
        </button>
      </div>
      {hasMarkFilter(view) ? (
        <IconButton
          label={words.clear}
          className="filter-clear"
          onPress={() => {
            narrowView({ minRating: undefined, flag: undefined, label: undefined });
          }}
        >
          <X size={14} />
        </IconButton>
      ) : null}
    </div>
  );
}
