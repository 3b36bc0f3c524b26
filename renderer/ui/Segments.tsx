import { useId } from 'react';
import './segments.css';

export interface SegmentsProps<Id extends string> {
  /** What is chosen. */
  readonly label: string;
  readonly value: Id;
  readonly items: readonly { readonly id: Id; readonly text: string }[];
  readonly onChange: (id: Id) => void;
}

/** One of two or three, beside each other: ways to look at the same thing. */
export function Segments<Id extends string>({ label, value, items, onChange }: SegmentsProps<Id>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="segments">
      {items.map(({ id, text }) => (
        <label key={id} className="segment">
          <input
            type="radio"
            className="visually-hidden"
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
