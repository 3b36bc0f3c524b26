import { Button } from './Button.js';
import './state.css';

export interface FailedProps {
  readonly title: string;
  /** What happened and what helps. */
  readonly text: string;
  readonly retry: string;
  readonly onRetry: () => void;
}

/** Fills its place when what belongs there could not be loaded. */
export function Failed({ title, text, retry, onRetry }: FailedProps) {
  return (
    <div className="state" role="alert">
      <h2>{title}</h2>
      <p className="selectable">{text}</p>
      <Button variant="primary" onPress={onRetry}>
        {retry}
      </Button>
    </div>
  );
}
