import { useState, type ReactNode } from 'react';
import { Button } from './Button.js';
import { Dialog } from './Dialog.js';
import './asking-dialog.css';

export interface AskingDialogProps<Trouble extends { readonly message: string }> {
  readonly title: string;
  /** On the button that does it, and on the one that leaves everything as it is. */
  readonly doIt: string;
  readonly cancel: string;
  readonly onClose: () => void;
  readonly isDanger?: boolean;
  /** Nothing is typed in it: Enter is for the button that does it from the start. */
  readonly isOnlyAsking?: boolean;
  readonly isReady: boolean;
  /** Null when it is done; otherwise why not. */
  readonly onDo: () => Promise<Trouble | null>;
  readonly children: ReactNode;
  /** Beside an error: what helps. */
  readonly help?: (error: Trouble) => ReactNode;
}

/** Enter does it, Escape leaves everything as it is; an error stays until something is changed or tried again. */
export function AskingDialog<Trouble extends { readonly message: string }>({
  title,
  doIt,
  cancel,
  onClose,
  isDanger = false,
  isOnlyAsking = false,
  isReady,
  onDo,
  children,
  help,
}: AskingDialogProps<Trouble>) {
  const [error, setError] = useState<Trouble | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const run = async (): Promise<void> => {
    setIsRunning(true);
    setError(await onDo());
    setIsRunning(false);
  };
  return (
    <Dialog title={title} isAlert={isDanger} onClose={onClose}>
      <form
        className="asking-dialog"
        onChange={() => {
          setError(null);
        }}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isRunning) void run();
        }}
      >
        {children}
        {error === null ? null : (
          <div className="asking-dialog-error" role="alert">
            <p>{error.message}</p>
            {help?.(error)}
          </div>
        )}
        <div className="dialog-actions">
          <Button onPress={onClose}>{cancel}</Button>
          <Button
            type="submit"
            variant={isDanger ? 'danger' : 'primary'}
            isDisabled={!isReady || isRunning}
            isFocusedAtFirst={isDanger || isOnlyAsking}
          >
            {doIt}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
