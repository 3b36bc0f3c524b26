import type { Progress } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { cancelJob, cancelScan, cancelVerification, setLooking } from './store.js';

export interface Cancel {
  readonly label: string;
  readonly run: () => void;
}

/** How a piece of work is stopped; null when it cannot be, or needs not be. */
export function cancelOf(item: Progress, libraryName: (id: number) => string): Cancel | null {
  switch (item.kind) {
    case 'scan':
      return {
        label: messages.activity.cancelScan(libraryName(item.libraryId)),
        run: () => {
          cancelScan(item.libraryId);
        },
      };
    case 'insights':
      return {
        label: messages.activity.cancelJob,
        run: () => {
          cancelJob(item.jobId);
        },
      };
    case 'look':
      return {
        label: messages.activity.cancelLook,
        run: () => {
          void setLooking(false);
        },
      };
    case 'verify':
      return { label: messages.activity.cancelVerification, run: cancelVerification };
    default:
      return null;
  }
}
