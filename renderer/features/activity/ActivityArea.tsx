import { Pause, Play, X } from 'lucide-react';
import type { Progress } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { IconButton, ProgressBar } from '../../ui/index.js';
import { useLibraries } from '../libraries/index.js';
import { cancelOf } from './cancel.js';
import { progressText, progressTitle } from './progress-text.js';
import { setPaused, useActivity } from './store.js';
import './activity.css';

/** What is under way, quietly; nothing at all when nothing is. */
export function ActivityArea() {
  const activity = useActivity((state) => state.activity);
  const libraries = useLibraries((state) => state.libraries);
  const nameOf = (id: number): string =>
    libraries?.find((library) => library.id === id)?.name ?? messages.activity.unknownLibrary;
  if (activity.items.length === 0 && !activity.paused) return null;
  const firstRead = activity.items.find((item) => item.kind === 'read');
  return (
    <section className="activity" aria-label={messages.activity.label} data-testid="activity">
      {activity.items.map((item) => (
        <ActivityItem
          key={item.id}
          item={item}
          title={progressTitle(item, nameOf)}
          libraryName={nameOf}
          canPause={item === firstRead && !activity.paused}
        />
      ))}
      {activity.paused ? (
        <div className="activity-line">
          <span className="activity-title">{messages.activity.paused}</span>
          <IconButton
            className="activity-button"
            label={messages.activity.resume}
            onPress={() => void setPaused(false)}
          >
            <Play size={13} />
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
  readonly canPause: boolean;
}

function ActivityItem({ item, title, libraryName, canPause }: ActivityItemProps) {
  const cancel = cancelOf(item, libraryName);
  return (
    <div className="activity-item" title={item.current ?? undefined}>
      <div className="activity-line">
        <span className="activity-title">{title}</span>
        {canPause ? (
          <IconButton className="activity-button" label={messages.activity.pause} onPress={() => void setPaused(true)}>
            <Pause size={13} />
          </IconButton>
        ) : null}
        {cancel === null ? null : (
          <IconButton className="activity-button" label={cancel.label} onPress={cancel.run}>
            <X size={13} />
          </IconButton>
        )}
      </div>
      <ProgressBar label={title} done={item.done} total={item.total} />
      <span className="activity-text">{progressText(item)}</span>
    </div>
  );
}
