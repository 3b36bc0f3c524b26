import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { said, type FileKeyword, type LocationId, type VocabularyPreview } from '../../api/index.js';
import { formatCount } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { foldName } from '../../lib/name-match.js';
import { Button, Checkbox, Dialog, Spinner, TextInput } from '../../ui/index.js';
import { TagPath } from '../tags/index.js';
import { doImport, keywordsOf, stopAsking, takeKeywords, useVocabulary } from './store.js';
import './vocabulary.css';

/** What is asked before tags come in: from a file, or out of photos. */
export function VocabularyDialogs() {
  const { preview, photos } = useVocabulary();
  if (preview !== null) return <ImportDialog preview={preview} />;
  return photos === null ? null : <KeywordsDialog photos={photos} />;
}

interface AskingProps {
  readonly title: string;
  readonly doIt: string;
  readonly isReady: boolean;
  readonly onDo: () => Promise<string | null>;
  readonly children: ReactNode;
}

function Asking({ title, doIt, isReady, onDo, children }: AskingProps) {
  const [error, setError] = useState<string | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const run = async (): Promise<void> => {
    setIsRunning(true);
    setError(await onDo());
    setIsRunning(false);
  };
  return (
    <Dialog title={title} size="medium" onClose={stopAsking}>
      {children}
      {error === null ? null : (
        <p className="vocabulary-error" role="alert">
          {error}
        </p>
      )}
      <div className="dialog-actions">
        <Button onPress={stopAsking}>{messages.tagManager.cancel}</Button>
        <Button
          variant="primary"
          isDisabled={!isReady || isRunning}
          onPress={() => {
            void run();
          }}
        >
          {doIt}
        </Button>
      </div>
    </Dialog>
  );
}

/** More are counted: a list of thousands tells nobody anything. */
const mostListed = 200;

function List({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <section className="vocabulary-part">
      <h3>{title}</h3>
      <ul>
        {names.slice(0, mostListed).map((name) => (
          <li key={name}>
            <TagPath name={name} />
          </li>
        ))}
        {names.length > mostListed ? <li>{messages.tagManager.andMore(names.length - mostListed)}</li> : null}
      </ul>
    </section>
  );
}

function ImportDialog({ preview }: { readonly preview: VocabularyPreview }) {
  const { fileName, newTags, changedTags, unchanged, problems } = preview;
  const words = messages.vocabulary;
  return (
    <Asking
      title={words.importTitle(fileName)}
      doIt={words.importDo(newTags.length + changedTags.length)}
      isReady={newTags.length + changedTags.length > 0}
      onDo={() => doImport(preview)}
    >
      <p className="vocabulary-text" role="status" data-testid="vocabulary-preview">
        {words.importText(newTags.length, changedTags.length, unchanged)}
      </p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- where it is longer than the dialog, keys scroll it */}
      <div className="vocabulary-lists scroll" tabIndex={0} role="group" aria-label={words.contents}>
        {problems.length === 0 ? null : (
          <section className="vocabulary-part vocabulary-problems">
            <h3>{words.problems(problems.length)}</h3>
            <ul>
              {problems.map(({ line, text }) => (
                <li key={`${String(line)} ${text}`}>{words.problem(line, said(text))}</li>
              ))}
            </ul>
          </section>
        )}
        <List title={words.newTags(newTags.length)} names={newTags} />
        <List title={words.changedTags(changedTags.length)} names={changedTags} />
      </div>
    </Asking>
  );
}

function KeywordsDialog({ photos }: { readonly photos: readonly LocationId[] }) {
  const [found, setFound] = useState<readonly FileKeyword[] | string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [filter, setFilter] = useState('');
  useEffect(() => {
    let isWanted = true;
    void keywordsOf(photos).then((answer) => {
      if (!isWanted) return;
      setFound(answer);
      // What a path says too is not offered twice, and what is borne already is no news.
      if (typeof answer !== 'string') setChosen(new Set(answer.filter(isNews).map(({ name }) => name)));
    });
    return () => {
      isWanted = false;
    };
  }, [photos]);
  const all = useMemo(() => (Array.isArray(found) ? (found as readonly FileKeyword[]) : []), [found]);
  const wanted = foldName(filter);
  const shown = all.filter(({ name }) => foldName(name).includes(wanted));
  const picked = all.filter(({ name }) => chosen.has(name));
  const words = messages.vocabulary;
  const choose = (names: readonly string[], isOn: boolean): void => {
    const next = new Set(chosen);
    for (const name of names) {
      if (isOn) next.add(name);
      else next.delete(name);
    }
    setChosen(next);
  };
  return (
    <Asking
      title={words.keywordsTitle(photos.length)}
      doIt={words.keywordsDo(picked.length)}
      isReady={picked.length > 0}
      onDo={() =>
        takeKeywords(
          photos,
          picked.map(({ name }) => name),
        )
      }
    >
      <p className="vocabulary-text">{words.keywordsText}</p>
      {found === null ? (
        <p className="vocabulary-waiting">
          <Spinner />
          {words.reading}
        </p>
      ) : typeof found === 'string' ? (
        <p className="vocabulary-error" role="alert">
          {found}
        </p>
      ) : all.length === 0 ? (
        <p className="vocabulary-text">{words.noKeywords}</p>
      ) : (
        <>
          <div className="vocabulary-tools">
            <TextInput
              label={messages.tagManager.filter}
              placeholder={messages.tagManager.filter}
              value={filter}
              onChange={setFilter}
            />
            <Button
              variant="quiet"
              onPress={() => {
                choose(
                  shown.map(({ name }) => name),
                  true,
                );
              }}
            >
              {words.all}
            </Button>
            <Button
              variant="quiet"
              onPress={() => {
                choose(
                  shown.map(({ name }) => name),
                  false,
                );
              }}
            >
              {words.none}
            </Button>
          </div>
          <ul className="keywords scroll" aria-label={words.keywords} data-testid="keywords">
            {shown.slice(0, mostListed * 5).map((keyword) => (
              <li key={keyword.name} className="keyword">
                <Checkbox
                  className="keyword-name"
                  label={words.keyword(keyword.name, keyword.photoCount)}
                  isChecked={chosen.has(keyword.name)}
                  onChange={(isOn) => {
                    choose([keyword.name], isOn);
                  }}
                >
                  <TagPath name={keyword.name} />
                </Checkbox>
                <span className="keyword-note">{noteOf(keyword)}</span>
                <span className="keyword-count">{formatCount(keyword.photoCount)}</span>
              </li>
            ))}
          </ul>
          <p className="vocabulary-text" role="status" data-testid="keywords-preview">
            {words.keywordsPreview(
              picked.length,
              picked.reduce((sum, { photoCount, borneCount }) => sum + photoCount - borneCount, 0),
            )}
          </p>
        </>
      )}
    </Asking>
  );
}

function isNews({ isPartOfPath, photoCount, borneCount }: FileKeyword): boolean {
  return !isPartOfPath && borneCount < photoCount;
}

function noteOf({ isPartOfPath, photoCount, borneCount }: FileKeyword): string {
  if (borneCount >= photoCount) return messages.vocabulary.allBorne;
  if (borneCount > 0) return messages.vocabulary.someBorne(borneCount);
  return isPartOfPath ? messages.vocabulary.partOfPath : '';
}
