import { ChevronsUp, Pause, Play, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { said, type InsightJob, type JobFailure, type Progress } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { visibleName } from '../../lib/visible-name.js';
import { Button, Checkbox, IconButton, ProgressBar } from '../../ui/index.js';
import { cancelJob, pauseJob, progressText, resumeJob, useActivity } from '../activity/index.js';
import { jobKind, jobResult, jobTitle } from './job-text.js';
import {
  describeNewPhotos,
  describesNew,
  doFirst,
  failuresShown,
  forgetEndedJobs,
  loadFailures,
  retryJob,
  useJobs,
} from './store.js';
import './jobs.css';

/** Insights that were asked for: what is under way and waits, what became of the last ones, and what could not be done. */
export function JobsPart() {
  const words = messages.jobs;
  const { jobs, error } = useJobs();
  const open = jobs?.filter(({ endedAtMs }) => endedAtMs === null) ?? [];
  const ended = jobs?.filter(({ endedAtMs }) => endedAtMs !== null) ?? [];
  return (
    <section className="work-part" aria-labelledby="work-jobs" data-testid="jobs">
      <h4 id="work-jobs">{words.title}</h4>
      <Checkbox
        className="work-limit"
        isChecked={describesNew(jobs, 'built_in')}
        isDisabled={jobs === null}
        onChange={(on) => void describeNewPhotos('built_in', on)}
      >
        <span>
          {words.describeNew}
          <span className="work-limit-text">{words.describeNewText}</span>
        </span>
      </Checkbox>
      {error === null ? null : (
        <p className="form-error" role="alert">
          {words.loadFailed} {error.message}
        </p>
      )}
      {jobs !== null && open.length === 0 ? <p className="settings-quiet">{words.none}</p> : null}
      <ul className="jobs" aria-label={words.title}>
        {open.map((job) => (
          <OpenJob key={job.id} job={job} isOnlyOne={open.length === 1} />
        ))}
      </ul>
      {ended.length === 0 ? null : (
        <>
          <div className="work-line jobs-ended">
            <h5 id="work-jobs-ended">{words.ended}</h5>
            <Button variant="quiet" onPress={() => void forgetEndedJobs()}>
              {words.forget}
            </Button>
          </div>
          <ul className="jobs" aria-labelledby="work-jobs-ended">
            {ended.map((job) => (
              <EndedJob key={job.id} job={job} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function OpenJob({ job, isOnlyOne }: { readonly job: InsightJob; readonly isOnlyOne: boolean }) {
  const words = messages.jobs;
  const item = useActivity((state) =>
    state.activity.items.find((one) => one.kind === 'insights' && one.jobId === job.id),
  );
  const title = jobTitle(job);
  const isPaused = job.state === 'paused';
  const canGoFirst = !isOnlyOne && !isPaused && job.priority !== 'first' && job.scope !== 'new';
  return (
    <li className="job" data-testid="job" data-state={job.state}>
      <div className="work-line">
        <span className="job-title">{title}</span>
        {canGoFirst ? (
          <IconButton className="job-button" label={words.doFirst(title)} onPress={() => void doFirst(job.id)}>
            <ChevronsUp size={14} />
          </IconButton>
        ) : null}
        <IconButton
          className="job-button"
          label={isPaused ? words.resume(title) : words.pause(title)}
          onPress={() => {
            if (isPaused) resumeJob(job.id);
            else pauseJob(job.id);
          }}
        >
          {isPaused ? <Play size={14} /> : <Pause size={14} />}
        </IconButton>
        {job.scope === 'new' ? null : (
          <IconButton
            className="job-button"
            label={words.stop(title)}
            onPress={() => {
              cancelJob(job.id);
            }}
          >
            <X size={14} />
          </IconButton>
        )}
      </div>
      <p className="job-text">{jobKind(job)}</p>
      {item === undefined ? (
        <p className="job-text">{isPaused ? words.state.paused : words.waitsForPhotos(job.done)}</p>
      ) : (
        <>
          <ProgressBar label={title} done={item.done} total={item.total} />
          <p className="job-text">{openText(item)}</p>
        </>
      )}
      <Failures job={job} />
    </li>
  );
}

function openText(item: Progress): string {
  const text = progressText(item);
  if (item.kind !== 'insights' || item.reason === null) return text;
  return `${text} · ${said(item.reason)}`;
}

function EndedJob({ job }: { readonly job: InsightJob }) {
  return (
    <li className="job" data-testid="job" data-state={job.state}>
      <span className="job-title">{jobTitle(job)}</span>
      <p className="job-text">{jobKind(job)}</p>
      <p className="job-text">{jobResult(job)}</p>
      {job.reason === null ? null : <p className="form-error">{said(job.reason)}</p>}
      <Failures job={job} />
    </li>
  );
}

/** Photos that could not be described, and why. */
function Failures({ job }: { readonly job: InsightJob }) {
  const words = messages.jobs;
  const { id, failed, state } = job;
  const [isOpen, setIsOpen] = useState(false);
  const [failures, setFailures] = useState<readonly JobFailure[]>([]);
  useEffect(() => {
    if (!isOpen) return undefined;
    let isCurrent = true;
    loadFailures(id).then(
      (list) => {
        if (isCurrent) setFailures(list);
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [isOpen, id, failed]);
  if (failed === 0 && state !== 'failed') return null;
  const title = jobTitle(job);
  return (
    <div className="job-failures">
      <div className="work-actions">
        {failed === 0 ? null : (
          <Button
            variant="quiet"
            isExpanded={isOpen}
            onPress={() => {
              setIsOpen(!isOpen);
            }}
          >
            {words.notDescribed(failed)}
          </Button>
        )}
        <Button label={words.tryAgainOf(title)} onPress={() => void retryJob(id)}>
          {words.tryAgain}
        </Button>
      </div>
      {isOpen ? (
        <ul className="job-errors selectable" aria-label={words.notDescribed(failed)}>
          {failures.map(({ libraryName, relPath, error }, at) => (
            <li key={`${String(at)} ${relPath ?? ''}`}>
              <bdi>
                {relPath === null || libraryName === null
                  ? words.gone
                  : messages.insights.madeAt(libraryName, visibleName(relPath))}
              </bdi>
              <span className="job-text">{said(error)}</span>
            </li>
          ))}
          {failed > failuresShown ? <li className="job-text">{words.andMore(failed - failuresShown)}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
