import { said, type JobEnd } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

/** What became of a job: "12 insights written. 1 photo could not be described; “Background work” in the settings says why." */
export function endText({ outcome, done, failed, total, reason }: Omit<JobEnd, 'jobId'>): string {
  const words = messages.insights;
  if (outcome === 'failed') return reason === null ? words.noneWritten : `${words.noneWritten} ${said(reason)}`;
  if (outcome === 'completed' && total === 0) return words.allHaveOne;
  const lead = outcome === 'cancelled' ? words.stoppedAfter(done, total) : words.written(done);
  return failed === 0 ? lead : `${lead} ${words.notDescribed(failed)}`;
}
