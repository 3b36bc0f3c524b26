import { useEffect, useState } from 'react';
import { call, languageChoices, toAppError, type LanguageChoice } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { leaveNote, takeNote } from '../../lib/storage.js';
import { RadioList, showToast } from '../../ui/index.js';
import { generalNote } from '../view/index.js';

export function GeneralSection() {
  const words = messages.settings;
  return (
    <div className="work" data-testid="general">
      <h3 className="settings-title">{words.general}</h3>
      <section className="work-part" aria-labelledby="general-language">
        <h4 id="general-language">{words.language}</h4>
        <LanguageList />
        <p className="settings-quiet">{words.languageText}</p>
      </section>
    </div>
  );
}

function LanguageList() {
  const [chosen, setChosen] = useState<LanguageChoice | null>(null);
  useEffect(() => {
    call('appInfo', {}).then(
      ({ languageChoice }) => {
        setChosen(languageChoice);
      },
      () => undefined,
    );
  }, []);
  return (
    <RadioList
      labelledBy="general-language"
      value={chosen}
      items={languageChoices.map((choice) => ({ id: choice, text: messages.settings.languages[choice] }))}
      onChange={(choice) => {
        setChosen(choice);
        leaveNote(generalNote);
        void chooseLanguage(choice);
      }}
    />
  );
}

/** Where it is another language than that of the window, the window is loaded anew in it. */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  try {
    const { isLoadedAnew } = await call('setLanguage', { choice });
    if (!isLoadedAnew) takeNote(generalNote);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}
