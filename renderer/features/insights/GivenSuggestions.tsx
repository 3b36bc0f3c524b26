import { useEffect, useState } from 'react';
import { call, keepFresh, suggestionSources, toAppError, tryCall, type SuggestionSource } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Checkbox, showToast } from '../../ui/index.js';

/** Null before the first answer. */
function useGiven(): readonly SuggestionSource[] | null {
  const [given, setGiven] = useState<readonly SuggestionSource[] | null>(null);
  useEffect(() => {
    const load = async (): Promise<void> => {
      const answer = await tryCall('givenSuggestions', {});
      if (answer.ok) setGiven(answer.value);
    };
    return keepFresh(load, ['jobs'], { minIntervalMillis: 200, pausePerDuration: 4 });
  }, []);
  return given;
}

/** Which of the tags that insights suggest are given by themselves. */
export function GivenSuggestions() {
  const words = messages.insights.given;
  const given = useGiven();
  const [isBusy, setIsBusy] = useState(false);
  const turn = async (source: SuggestionSource, on: boolean): Promise<void> => {
    setIsBusy(true);
    try {
      const sources = suggestionSources.filter((one) => (one === source ? on : given?.includes(one)));
      await call('setGivenSuggestions', { sources });
    } catch (cause) {
      showToast(toAppError(cause).message, { tone: 'error' });
    }
    setIsBusy(false);
  };
  return (
    <section className="work-part" aria-labelledby="work-given" data-testid="given-suggestions">
      <h4 id="work-given">{messages.insights.suggestedTags}</h4>
      <p className="settings-quiet">{words.text}</p>
      {suggestionSources.map((source) => (
        <Checkbox
          key={source}
          className="work-limit"
          isChecked={given?.includes(source) ?? false}
          isDisabled={isBusy || given === null}
          onChange={(on) => void turn(source, on)}
        >
          <span>
            {words.of[source]}
            <span className="work-limit-text">{words.example[source]}</span>
          </span>
        </Checkbox>
      ))}
    </section>
  );
}
