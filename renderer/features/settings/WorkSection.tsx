import { useState } from 'react';
import type { WorkLimits } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, Checkbox } from '../../ui/index.js';
import { ActivityList, PauseButton, setWorkLimits, useActivity } from '../activity/index.js';
import { Looking } from './Looking.js';
import { useHealth } from '../health/index.js';
import { GivenSuggestions } from '../insights/index.js';
import { JobsPart } from '../jobs/index.js';
import { readAgain, useLibraries } from '../libraries/index.js';
import { FaceSettings } from '../people/index.js';
import { openPanel, showFilter } from '../view/index.js';

/** Everything that goes on behind the window: what runs, how much it may take, and what could not be read. */
export function WorkSection() {
  const words = messages.work;
  return (
    <div className="work" data-testid="work">
      <h3 className="settings-title">{words.title}</h3>
      <p className="settings-quiet settings-intro">{words.intro}</p>
      <Running />
      <Looking />
      <FaceSettings />
      <JobsPart />
      <GivenSuggestions />
      <Limits />
      <Unreadable />
    </div>
  );
}

function Running() {
  const words = messages.work;
  const { items, paused, waitsForMains } = useActivity((state) => state.activity);
  const libraries = useLibraries((state) => state.libraries) ?? [];
  const waiting = libraries.reduce((sum, { backlogCount }) => sum + backlogCount, 0);
  return (
    <section className="work-part" aria-labelledby="work-running">
      <div className="work-line">
        <h4 id="work-running">{words.running}</h4>
        <PauseButton />
      </div>
      {paused ? <p className="settings-quiet">{words.paused(waiting)}</p> : null}
      {!paused && waitsForMains ? <p className="settings-quiet">{words.onBattery(waiting)}</p> : null}
      {items.length === 0 && !paused && !waitsForMains ? <p className="settings-quiet">{words.nothing}</p> : null}
      <ActivityList showsFiles />
    </section>
  );
}

function Limits() {
  const words = messages.work;
  const limits = useActivity((state) => state.activity.limits);
  const [isBusy, setIsBusy] = useState(false);
  const change = async (change: Partial<WorkLimits>): Promise<void> => {
    setIsBusy(true);
    await setWorkLimits({ ...limits, ...change });
    setIsBusy(false);
  };
  return (
    <section className="work-part" aria-labelledby="work-limits">
      <h4 id="work-limits">{words.limits}</h4>
      <Checkbox
        className="work-limit"
        isChecked={limits.oneCore}
        isDisabled={isBusy}
        onChange={(oneCore) => void change({ oneCore })}
      >
        <span>
          {words.oneCore}
          <span className="work-limit-text">{words.oneCoreText}</span>
        </span>
      </Checkbox>
      <Checkbox
        className="work-limit"
        isChecked={limits.onlyOnMains}
        isDisabled={isBusy}
        onChange={(onlyOnMains) => void change({ onlyOnMains })}
      >
        <span>
          {words.onlyOnMains}
          <span className="work-limit-text">{words.onlyOnMainsText}</span>
        </span>
      </Checkbox>
    </section>
  );
}

function Unreadable() {
  const words = messages.work;
  const count = useHealth((state) => state.health?.unreadableFiles ?? 0);
  return (
    <section className="work-part" aria-labelledby="work-unreadable">
      <h4 id="work-unreadable">{words.unreadable}</h4>
      <p className="settings-quiet">{count === 0 ? messages.health.noUnreadable : words.unreadableText(count)}</p>
      {count === 0 ? null : (
        <div className="work-actions">
          <Button
            onPress={() => {
              openPanel('none');
              showFilter('unreadable');
            }}
          >
            {words.showUnreadable}
          </Button>
          <Button onPress={() => void readAgain()}>{words.tryAgain}</Button>
        </div>
      )}
    </section>
  );
}
