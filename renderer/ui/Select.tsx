import { ChevronDown } from 'lucide-react';
import { classes } from './classes.js';
import './field.css';

export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly value: Id;
  readonly items: readonly { readonly id: Id; readonly text: string }[];
  readonly onChange: (id: Id) => void;
  readonly className?: string;
  readonly isDisabled?: boolean;
}

/** One of several, in the system's own list: it may be long. */
export function Select<Id extends string>({ label, value, items, onChange, className, isDisabled }: SelectProps<Id>) {
  return (
    <span className={classes('select', className)}>
      <select
        className="field"
        aria-label={label}
        disabled={isDisabled ?? false}
        value={value}
        onChange={(event) => {
          const chosen = items.find(({ id }) => id === event.target.value);
          if (chosen !== undefined) onChange(chosen.id);
        }}
      >
        {items.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
      <ChevronDown size={14} aria-hidden />
    </span>
  );
}
