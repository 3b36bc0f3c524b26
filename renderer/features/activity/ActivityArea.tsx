import { Pause, Play, X } from 'lucide-react';
import { said, type Progress } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { visibleName } from '../../lib/visible-name.js';
import { IconButton, ProgressBar } from '../../ui/index.js';
import { useLibraries } from '../libraries/index.js';
import { openPanel } from '../view/index.js';
import { cancelOf } from './cancel.js';
import { progressText, progressTitle } from './progress-text.js';
import { pauseJob, resumeJob, setPaused, useActivity } from './store.js';
import './activity.css';

/** What is under way, quietly; nothing at all when nothing is. */
export function ActivityArea() {
  const { items, paused, waitsForMains } = useActivity((state) => state.activity);
  const libraries = useLibraries((state) => state.libraries) ?? [];
  const isWaiting = waitsForMains && libraries.some(({ backlogCount }) => backlogCount > 0);
  if (items.length === 0 && !paused && !isWaiting) return null;
  return (
    <section className="activity" aria-label={messages.activity.label} data-testid="activity">
      <ActivityList />
      <div className="activity-line">
        <button
          type="button"
          className="activity-more"
          onClick={() => {
            openPanel('settings', 'work');
          }}
        >
          {paused ? messages.activity.paused : isWaiting ? messages.activity.waitsForMains : messages.activity.show}
        </button>
        <PauseButton />
      </div>
    </section>
  );
}

/** Pauses the reading of files, and lets it go on. */
export function PauseButton() {
  const paused = useActivity((state) => state.activity.paused);
  return (
    <IconButton
      className="activity-button"
      label={paused ? messages.activity.resume : messages.activity.pause}
      onPress={() => void setPaused(!paused)}
    >
      {paused ? <Play size={13} /> : <Pause size={13} />}
    </IconButton>
  );
}

/** `showsFiles`: with the file that is being worked on. */
export function ActivityList({ showsFiles = false }: { readonly showsFiles?: boolean }) {
  const items = useActivity((state) => state.activity.items);
  const libraries = useLibraries((state) => state.libraries);
  const nameOf = (id: number): string =>
    libraries?.find((library) => library.id === id)?.name ?? messages.activity.unknownLibrary;
  return items.map((item) => <ActivityItem key={item.id} item={item} libraryName={nameOf} showsFile={showsFiles} />);
}

interface ActivityItemProps {
  readonly item: Progress;
  readonly libraryName: (id: number) => string;
  readonly showsFile: boolean;
}

function ActivityItem({ item, libraryName, showsFile }: ActivityItemProps) {
  const title = progressTitle(item, libraryName);
  const cancel = cancelOf(item, libraryName);
  return (
    <div className="activity-item" title={item.current === null ? undefined : visibleName(item.current)}>
      <div className="activity-line">
        <span className="activity-title">{title}</span>
        {item.kind === 'insights' ? <JobPauseButton item={item} /> : null}
        {cancel === null ? null : (
          <IconButton className="activity-button" label={cancel.label} onPress={cancel.run}>
            <X size={13} />
          </IconButton>
        )}
      </div>
      <ProgressBar label={title} done={item.done} total={item.total} />
      <span className="activity-text">{progressText(item)}</span>
      {item.kind === 'insights' && item.reason !== null ? (
        <span className="activity-text activity-reason">{said(item.reason)}</span>
      ) : null}
      {showsFile ? <bdi className="activity-text activity-file">{item.current ?? ''}</bdi> : null}
    </div>
  );
}

function JobPauseButton({ item }: { readonly item: Extract<Progress, { readonly kind: 'insights' }> }) {
  const isPaused = item.state === 'paused';
  return (
    <IconButton
      className="activity-button"
      label={isPaused ? messages.activity.resumeJob : messages.activity.pauseJob}
      onPress={() => {
        if (isPaused) resumeJob(item.jobId);
        else pauseJob(item.jobId);
      }}
    >
      {isPaused ? <Play size={13} /> : <Pause size={13} />}
    </IconButton>
  );
}
