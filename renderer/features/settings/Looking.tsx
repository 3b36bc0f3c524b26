import { useEffect, useState } from 'react';
import { call, keepFresh, said, toAppError, tryCall, type LookCounts } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, Checkbox, showToast } from '../../ui/index.js';
import { setLooking, useActivity } from '../activity/index.js';

function useLookCounts(): LookCounts | null {
  const [counts, setCounts] = useState<LookCounts | null>(null);
  useEffect(() => {
    const load = async (): Promise<void> => {
      const answer = await tryCall('lookCounts', {});
      if (answer.ok) setCounts(answer.value);
    };
    return keepFresh(load, ['signals', 'photos'], { minIntervalMillis: 1000, pausePerDuration: 4 });
  }, []);
  return counts;
}

async function retry(): Promise<void> {
  try {
    await call('retryLooks', {});
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

/** Whether photos are looked at for what is in them, how far that is, and what could not be looked at. */
export function Looking() {
  const words = messages.looking;
  const { isOn, trouble } = useActivity((state) => state.activity.looking);
  const [isBusy, setIsBusy] = useState(false);
  const counts = useLookCounts();
  const turn = async (on: boolean): Promise<void> => {
    setIsBusy(true);
    await setLooking(on);
    setIsBusy(false);
  };
  return (
    <section className="work-part" aria-labelledby="work-looking" data-testid="looking">
      <h4 id="work-looking">{words.title}</h4>
      <Checkbox className="work-limit" isChecked={isOn} isDisabled={isBusy} onChange={(on) => void turn(on)}>
        <span>
          {words.turnOn}
          <span className="work-limit-text">{words.text}</span>
        </span>
      </Checkbox>
      {counts === null || (!isOn && counts.done === 0) ? null : (
        <p className="settings-quiet">{words.counts(counts.done, counts.waiting)}</p>
      )}
      {trouble === null ? null : <p className="settings-quiet selectable">{words.trouble(said(trouble))}</p>}
      {counts === null || counts.failed === 0 ? null : (
        <>
          <p className="settings-quiet">{words.failed(counts.failed)}</p>
          <ul className="work-reasons selectable">
            {counts.reasons.map(({ fileName, reason }) => (
              <li key={`${fileName} ${reason}`}>{words.reason(fileName, said(reason))}</li>
            ))}
          </ul>
          <div className="work-actions">
            <Button onPress={() => void retry()}>{words.tryAgain}</Button>
          </div>
        </>
      )}
    </section>
  );
}
