import { useId } from 'react';
import './checkbox.css';

export interface RadioListProps<Id extends string> {
  /** Id of the heading that says what is chosen. */
  readonly labelledBy: string;
  /** Null while it is not known. */
  readonly value: Id | null;
  readonly items: readonly { readonly id: Id; readonly text: string }[];
  readonly onChange: (id: Id) => void;
}

/** One of a few, all of them in sight. */
export function RadioList<Id extends string>({ labelledBy, value, items, onChange }: RadioListProps<Id>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} className="radio-list">
      {items.map(({ id, text }) => (
        <label key={id} className="checkbox">
          <input
            type="radio"
            name={name}
            checked={id === value}
            onChange={() => {
              onChange(id);
            }}
          />
          {text}
        </label>
      ))}
    </div>
  );
}
