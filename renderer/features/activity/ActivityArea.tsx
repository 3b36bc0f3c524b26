import { Pause, Play, X } from 'lucide-react';
import type { Progress } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { IconButton, ProgressBar } from '../../ui/index.js';
import { useLibraries } from '../libraries/index.js';
import { progressText, progressTitle } from './progress-text.js';
import { cancelJob, cancelScan, setPaused, useActivity } from './store.js';
import './activity.css';

/** What is under way, quietly; nothing at all when nothing is. */
export function ActivityArea() {
  const activity = useActivity((state) => state.activity);
  const libraries = useLibraries((state) => state.libraries);
  const nameOf = (id: number): string =>
    libraries?.find((library) => library.id === id)?.name ?? messages.activity.unknownLibrary;
  const canPause = activity.items.some((item) => item.kind === 'read' || item.kind === 'metadata');
  if (activity.items.length === 0 && !activity.paused) return null;
  return (
    <section className="activity" aria-label={messages.activity.label} data-testid="activity">
      {activity.items.map((item) => (
        <ActivityItem key={item.id} item={item} title={progressTitle(item, nameOf)} libraryName={nameOf} />
      ))}
      {activity.paused || canPause ? (
        <div className="activity-pause">
          <span>{activity.paused ? messages.activity.paused : ''}</span>
          <IconButton
            label={activity.paused ? messages.activity.resume : messages.activity.pause}
            onPress={() => {
              void setPaused(!activity.paused);
            }}
          >
            {activity.paused ? <Play size={14} /> : <Pause size={14} />}
          </IconButton>
        </div>
      ) : null}
    </section>
  );
}

interface ActivityItemProps {
  readonly item: Progress;
  readonly title: string;
  readonly libraryName: (id: number) => string;
}

function ActivityItem({ item, title, libraryName }: ActivityItemProps) {
  const canCancel = item.kind === 'scan' || item.kind === 'insights';
  return (
    <div className="activity-item" title={item.current ?? undefined}>
      <div className="activity-line">
        <span className="activity-title">{title}</span>
        {canCancel ? (
          <IconButton
            className="activity-cancel"
            label={
              item.kind === 'insights'
                ? messages.activity.cancelJob
                : messages.activity.cancelScan(libraryName(item.libraryId))
            }
            onPress={() => {
              if (item.kind === 'insights') cancelJob(item.jobId);
              else cancelScan(item.libraryId);
            }}
          >
            <X size={13} />
          </IconButton>
        ) : null}
      </div>
      <ProgressBar label={title} done={item.done} total={item.total} />
      <span className="activity-text">{progressText(item)}</span>
    </div>
  );
}
