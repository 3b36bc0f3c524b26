import { ArrowLeft, Check, Ellipsis, EyeOff, Images, Pencil, UserX, X } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { ListBox, ListBoxItem, type Selection } from 'react-aria-components';
import {
  lastLevelOf,
  type FaceView,
  type LocationId,
  type People,
  type Person,
  type PersonId,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { ActionMenu, AskingDialog, Button, classes, Waiting, type ActionMenuItem } from '../../ui/index.js';
import { revealPhotos } from '../photos/index.js';
import { askAboutTag } from '../tag-manager/index.js';
import { showTag } from '../view/index.js';
import { FacePicture } from './FacePicture.js';
import { NameField } from './NameField.js';
import {
  confirmFaces,
  hidePerson,
  joinPeople,
  partFaces,
  partPeople,
  setAsking,
  showMoreFaces,
  showPerson,
  usePeople,
} from './store.js';

const faceSize = 84;

/** One person: the name, what the machine is not sure of, and all faces. */
export function PersonView() {
  const faces = usePeople((state) => state.faces);
  if (faces === null) return <Waiting text={messages.people.loading} />;
  const { person, suggested } = faces;
  return (
    <>
      <Head person={person} photos={locationsOf([...suggested, ...faces.faces])} />
      <Questions person={person} suggested={suggested} />
      <Faces person={person} faces={faces.faces} hasMore={faces.hasMore} />
    </>
  );
}

function locationsOf(faces: readonly FaceView[]): LocationId[] {
  return [...new Set(faces.flatMap(({ locationId }) => (locationId === null ? [] : [locationId])))];
}

function nameOf(person: Person): string {
  return person.tag === null ? messages.people.nobody : lastLevelOf(person.tag.name);
}

function Head({ person, photos }: { readonly person: Person; readonly photos: LocationId[] }) {
  const words = messages.people;
  const { tag } = person;
  const [isMerging, setIsMerging] = useState(false);
  useEffect(() => {
    setAsking(isMerging);
    return () => {
      setAsking(false);
    };
  }, [isMerging]);
  const items: ActionMenuItem[] = [
    {
      id: 'merge',
      text: words.merge,
      onAction: () => {
        setIsMerging(true);
      },
    },
    {
      id: 'hide',
      text: person.isHidden ? words.unhide : words.hide,
      onAction: () => {
        void hidePerson(person.id, !person.isHidden);
        showPerson(null);
      },
    },
  ];
  return (
    <header className="person-head">
      <Button
        variant="quiet"
        className="person-back"
        onPress={() => {
          showPerson(null);
        }}
      >
        <ArrowLeft size={14} />
        {words.back}
      </Button>
      <div className="person-line">
        <FacePicture face={person.best} size={72} />
        <div className="person-who">
          {tag === null ? <NameField personId={person.id} /> : <h2 className="person-title">{nameOf(person)}</h2>}
          <p className="person-notes">{words.faces(person.faces)}</p>
        </div>
        <div className="person-acts">
          <Button
            isDisabled={tag === null && photos.length === 0}
            onPress={() => {
              if (tag === null) void revealPhotos(photos);
              else showTag(tag.id);
            }}
          >
            <Images size={14} />
            {words.showPhotos}
          </Button>
          {tag === null ? null : (
            <Button
              onPress={() => {
                askAboutTag({ kind: 'rename', tag: { ...tag, photoCount: person.faces } });
              }}
            >
              <Pencil size={14} />
              {words.rename}
            </Button>
          )}
          <ActionMenu label={words.more} items={items}>
            <Ellipsis size={16} />
          </ActionMenu>
        </div>
      </div>
      {isMerging ? (
        <MergeDialog
          person={person}
          onClose={() => {
            setIsMerging(false);
          }}
        />
      ) : null}
    </header>
  );
}

/** Anybody who is shown on the page, named or not: the one whom the machine takes for the same first. */
function othersThan(person: Person, people: People | null): readonly Person[] {
  const others = people === null ? [] : [...people.named, ...people.unnamed, ...people.once];
  const likely = person.maybe?.personId;
  return others
    .filter(({ id }) => id !== person.id)
    .sort((one, other) => Number(other.id === likely) - Number(one.id === likely));
}

function MergeDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const words = messages.people;
  const people = usePeople((state) => state.people);
  const others = othersThan(person, people);
  const [otherId, setOtherId] = useState<PersonId | null>(null);
  return (
    <AskingDialog
      title={words.mergeTitle}
      doIt={words.mergeDo}
      cancel={words.cancel}
      onClose={onClose}
      isReady={otherId !== null}
      onDo={async () => {
        const error = otherId === null ? null : await joinPeople(person.id, otherId);
        if (error === null) onClose();
        return error;
      }}
    >
      {others.length === 0 ? (
        <p>{words.nobodyElse}</p>
      ) : (
        <>
          <ListBox
            className="merge-people scroll"
            layout="grid"
            aria-label={words.mergeField}
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={otherId === null ? [] : [otherId]}
            onSelectionChange={(chosen) => {
              const [id] = chosen === 'all' ? [] : chosen;
              setOtherId(others.find((other) => other.id === id)?.id ?? null);
            }}
            items={others}
          >
            {(other: Person) => (
              <ListBoxItem
                id={other.id}
                className="person-card"
                textValue={words.card(nameOf(other), other.faces, 0)}
                data-testid="merge-person"
              >
                <FacePicture face={other.best} size={64} />
                <span className={classes('person-name', other.tag === null && 'person-name-none')}>
                  {nameOf(other)}
                </span>
              </ListBoxItem>
            )}
          </ListBox>
          <p className="quiet">{words.mergeText}</p>
        </>
      )}
    </AskingDialog>
  );
}

interface QuestionsProps {
  readonly person: Person;
  readonly suggested: readonly FaceView[];
}

/** What the machine takes for likely, one after the other: nothing of it holds before it is answered. */
function Questions({ person, suggested }: QuestionsProps) {
  const { maybe, tag } = person;
  const [face] = suggested;
  if (tag !== null && face !== undefined) {
    return (
      <Question
        key={face.id}
        name={nameOf(person)}
        pictures={[person.best, face]}
        left={person.suggested}
        takesFocus
        onYes={() => confirmFaces(person.id, [face.id])}
        onNo={() => partFaces(person.id, [face.id], false)}
        {...(suggested.length < 2
          ? {}
          : {
              all: {
                count: suggested.length,
                onYes: () =>
                  confirmFaces(
                    person.id,
                    suggested.map(({ id }) => id),
                  ),
              },
            })}
      />
    );
  }
  if (tag !== null || maybe === null) return null;
  return (
    <Question
      key={maybe.personId}
      name={lastLevelOf(maybe.tagName)}
      pictures={[maybe.best, person.best]}
      left={1}
      onYes={() => joinPeople(person.id, maybe.personId)}
      onNo={() => partPeople(person.id, maybe.personId)}
    />
  );
}

interface QuestionProps {
  readonly name: string;
  /** Who it may be, and who is asked about. */
  readonly pictures: readonly [FaceView | null, FaceView | null];
  readonly left: number;
  /** Nothing else on the page wants to be typed into. */
  readonly takesFocus?: boolean;
  readonly onYes: () => Promise<unknown>;
  readonly onNo: () => Promise<unknown>;
  readonly all?: { readonly count: number; readonly onYes: () => Promise<unknown> };
}

/** Y, J for the German yes, and N answer wherever the focus is in it. */
function Question({ name, pictures: [known, asked], left, takesFocus = false, onYes, onNo, all }: QuestionProps) {
  const words = messages.people;
  const [isBusy, setIsBusy] = useState(false);
  const answer = (run: () => Promise<unknown>): void => {
    if (isBusy) return;
    setIsBusy(true);
    void run().finally(() => {
      setIsBusy(false);
    });
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === words.yes.charAt(0).toLowerCase()) answer(onYes);
    else if (key === words.no.charAt(0).toLowerCase()) answer(onNo);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the buttons in it
    <section className="question" aria-label={words.isThis(name)} onKeyDown={handleKey} data-testid="question">
      <FacePicture face={known} size={48} />
      <FacePicture face={asked} size={96} />
      <div className="question-text">
        <h3>{words.isThis(name)}</h3>
        <p className="person-notes">
          {left > 1 ? `${words.left(left)}. ` : ''}
          {words.keys}
        </p>
        <div className="question-acts">
          <Button
            variant="primary"
            isFocusedAtFirst={takesFocus}
            onPress={() => {
              answer(onYes);
            }}
          >
            <Check size={14} />
            {words.yes}
          </Button>
          <Button
            onPress={() => {
              answer(onNo);
            }}
          >
            <X size={14} />
            {words.no}
          </Button>
          {all === undefined ? null : (
            <Button
              variant="quiet"
              onPress={() => {
                answer(all.onYes);
              }}
            >
              {words.yesAll(all.count)}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

interface FacesProps {
  readonly person: Person;
  readonly faces: readonly FaceView[];
  readonly hasMore: boolean;
}

function Faces({ person, faces, hasMore }: FacesProps) {
  const words = messages.people;
  const [selection, setSelection] = useState<Selection>(new Set());
  const chosen = selection === 'all' ? faces : faces.filter(({ id }) => selection.has(id));
  const part = (areIgnored: boolean): void => {
    if (chosen.length === 0) return;
    setSelection(new Set());
    void partFaces(
      person.id,
      chosen.map(({ id }) => id),
      areIgnored,
    );
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    event.stopPropagation();
    part(false);
  };
  if (faces.length === 0) return null;
  const isAlone = person.faces === 1 && person.tag === null;
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- a key of the list in it
    <div className="people-section" onKeyDown={handleKey}>
      <div className="faces-acts">
        <span className="person-notes" role="status">
          {chosen.length === 0 ? words.choose : words.chosen(chosen.length)}
        </span>
        {chosen.length === 0 ? null : (
          <>
            {isAlone ? null : (
              <Button
                onPress={() => {
                  part(false);
                }}
              >
                <UserX size={14} />
                {words.notThis}
              </Button>
            )}
            <Button
              onPress={() => {
                part(true);
              }}
            >
              <EyeOff size={14} />
              {words.ignore}
            </Button>
            <Button variant="quiet" onPress={() => void revealPhotos(locationsOf(chosen))}>
              <Images size={14} />
              {words.showPhotos}
            </Button>
          </>
        )}
      </div>
      <ListBox
        className="faces-grid"
        layout="grid"
        aria-label={words.facesOf(nameOf(person))}
        selectionMode="multiple"
        selectionBehavior="toggle"
        selectedKeys={selection}
        onSelectionChange={setSelection}
        items={faces.map((face, at) => ({ ...face, at }))}
      >
        {(face: FaceView & { readonly at: number }) => (
          <ListBoxItem
            id={face.id}
            className="face"
            textValue={words.face(face.at + 1)}
            aria-label={words.face(face.at + 1)}
            data-testid="face"
          >
            <FacePicture face={face} size={faceSize} />
          </ListBoxItem>
        )}
      </ListBox>
      {hasMore ? (
        <Button variant="quiet" onPress={showMoreFaces}>
          {words.showMore}
        </Button>
      ) : null}
    </div>
  );
}
