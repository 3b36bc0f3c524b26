import { useRef, useState } from 'react';
import { promptVariables, unknownVariables, type OwnModel, type PromptVariable } from '../../api/index.js';
import { formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, Select, TextArea } from '../../ui/index.js';
import { changeOwnModel, savePrompt } from './store.js';

const names = Object.keys(promptVariables) as PromptVariable[];

/** What the model is asked: a text with variables. An edited one is another version; earlier ones can be asked again. */
export function PromptPart({ model }: { readonly model: OwnModel }) {
  const words = messages.ownModel;
  const { settings, prompts } = model;
  const input = useRef<HTMLTextAreaElement>(null);
  const current = prompts.find(({ id }) => id === settings.promptId)?.text ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const text = typed ?? current;
  const [unknown] = unknownVariables(text);
  const wrong = error ?? (unknown === undefined ? null : words.unknownVariable(unknown));
  const insert = (name: PromptVariable): void => {
    const at = input.current?.selectionStart ?? text.length;
    setTyped(`${text.slice(0, at)}{${name}}${text.slice(input.current?.selectionEnd ?? at)}`);
    input.current?.focus();
  };
  const save = async (): Promise<void> => {
    const trouble = await savePrompt(text);
    setError(trouble?.message ?? null);
    if (trouble === null) setTyped(null);
  };
  return (
    <section className="work-part" aria-labelledby="own-model-prompt">
      <h4 id="own-model-prompt">{words.prompt}</h4>
      <p className="settings-quiet">{words.promptText}</p>
      <Select
        label={words.promptVersion}
        value={String(settings.promptId)}
        items={prompts.map(({ id, createdAtMs }) => ({
          id: String(id),
          text: createdAtMs === null ? words.ownPrompt : words.promptOf(id, formatMoment(createdAtMs)),
        }))}
        onChange={(chosen) => {
          setTyped(null);
          setError(null);
          void changeOwnModel({ promptId: Number(chosen) });
        }}
      />
      <TextArea
        ref={input}
        label={words.prompt}
        rows={9}
        value={text}
        isInvalid={wrong !== null}
        describedBy="own-model-prompt-wrong"
        onChange={(value) => {
          setError(null);
          setTyped(value);
        }}
      />
      <p id="own-model-prompt-wrong" className="form-error" role={wrong === null ? undefined : 'alert'}>
        {wrong ?? ''}
      </p>
      <div className="own-model-variables" role="group" aria-label={words.insertVariable}>
        {names.map((name) => (
          <Button
            key={name}
            variant="quiet"
            className="own-model-variable"
            label={words.insert(words.variables[name])}
            onPress={() => {
              insert(name);
            }}
          >
            {`{${name}}`}
          </Button>
        ))}
      </div>
      <div className="work-actions">
        <Button isDisabled={typed === null || typed === current || wrong !== null} onPress={() => void save()}>
          {words.savePrompt}
        </Button>
        {typed === null || typed === current ? null : (
          <Button
            variant="quiet"
            onPress={() => {
              setTyped(null);
              setError(null);
            }}
          >
            {words.discardPrompt}
          </Button>
        )}
      </div>
    </section>
  );
}
