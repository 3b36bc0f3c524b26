import { ChevronRight, UsersRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { lastLevelOf, type Person } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, classes, Failed, Page, usePageFocus, Waiting } from '../../ui/index.js';
import { useActivity } from '../activity/index.js';
import { openPanel } from '../view/index.js';
import { FacePicture } from './FacePicture.js';
import { PersonView } from './PersonView.js';
import { retry, showPerson, startPeople, usePeople } from './store.js';
import './people.css';

const cardSize = 104;

/** Faces by who they are: to be named, and those who are. */
export function PeoplePage() {
  useEffect(startPeople, []);
  const shown = usePeople((state) => state.shown);
  const page = usePageFocus(String(shown));
  return (
    <Page page={page} column="people-column" label={messages.people.title} testId="people-page">
      {shown === null ? <Everybody /> : <PersonView key={shown} />}
    </Page>
  );
}

function Everybody() {
  const words = messages.people;
  const { people, counts, error } = usePeople();
  const isLooking = useActivity((state) => state.activity.looking.isOn);
  if (error !== null) {
    return <Failed title={words.loadFailed} text={error.message} retry={words.retry} onRetry={retry} />;
  }
  if (people === null || counts === null) return <Waiting text={words.loading} />;
  const isAny =
    counts.faces > 0 && people.named.length + people.unnamed.length + people.onceCount + people.hidden.length > 0;
  if (counts.isDeleting) return <Waiting text={messages.faces.deleting} />;
  if (!isAny) return counts.isOn && isLooking ? <NothingYet waiting={counts.waiting} /> : <Off isLooking={isLooking} />;
  return (
    <>
      <p className="page-intro">{words.intro}</p>
      {counts.isOn && counts.waiting > 0 ? (
        <p className="people-progress" role="status">
          {words.toGo(counts.waiting)}
        </p>
      ) : null}
      <Section title={words.unnamed} people={people.unnamed} none={words.allNamed} />
      {people.named.length === 0 ? null : <Section title={words.named} people={people.named} />}
      <Folded title={words.once(people.onceCount)} people={people.once} />
      <Folded title={words.hidden(people.hidden.length)} people={people.hidden} />
    </>
  );
}

function Off({ isLooking }: { readonly isLooking: boolean }) {
  const words = messages.people;
  return (
    <div className="state" data-testid="people-off">
      <UsersRound size={28} aria-hidden />
      <h2>{words.off}</h2>
      <p>{isLooking ? words.offText : `${words.offText} ${words.lookingOffText}`}</p>
      <Button
        variant="primary"
        onPress={() => {
          openPanel('settings', 'work');
        }}
      >
        {words.openSettings}
      </Button>
    </div>
  );
}

function NothingYet({ waiting }: { readonly waiting: number }) {
  const words = messages.people;
  const look = useActivity((state) => state.activity.items.find(({ kind }) => kind === 'look'));
  const left = look?.total === null || look === undefined ? waiting : look.total - look.done;
  return (
    <div className="state" data-testid="people-nothing">
      <UsersRound size={28} aria-hidden />
      <h2>{words.nothing}</h2>
      <p>{words.nothingText}</p>
      {left === 0 ? null : <p role="status">{words.toGo(left)}</p>}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly people: readonly Person[];
  readonly none?: string;
}

function Section({ title, people, none }: SectionProps) {
  return (
    <section className="people-section">
      <h2 className="people-heading">{title}</h2>
      {people.length === 0 ? <p className="quiet">{none}</p> : <Cards title={title} people={people} />}
    </section>
  );
}

/** Out of the way until somebody asks. */
function Folded({ title, people }: SectionProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (people.length === 0) return null;
  return (
    <section className="people-section">
      <Button
        variant="quiet"
        className="people-fold"
        isExpanded={isOpen}
        onPress={() => {
          setIsOpen(!isOpen);
        }}
      >
        <ChevronRight size={14} className={classes(isOpen && 'people-fold-open')} />
        {title}
      </Button>
      {isOpen ? <Cards title={title} people={people} /> : null}
    </section>
  );
}

function Cards({ title, people }: { readonly title: string; readonly people: readonly Person[] }) {
  return (
    <ListBox
      className="people-cards"
      layout="grid"
      aria-label={title}
      selectionMode="none"
      items={people}
      onAction={(key) => {
        const person = people.find(({ id }) => id === key);
        if (person !== undefined) showPerson(person.id);
      }}
    >
      {(person: Person) => <Card person={person} />}
    </ListBox>
  );
}

function Card({ person }: { readonly person: Person }) {
  const words = messages.people;
  const { tag, faces, suggested, best, maybe } = person;
  const name = tag === null ? null : lastLevelOf(tag.name);
  const hint = maybe === null ? null : words.maybe(lastLevelOf(maybe.tagName));
  return (
    <ListBoxItem
      id={person.id}
      className="person-card"
      textValue={words.card(name ?? hint ?? words.nobody, faces, suggested)}
      data-testid="person"
      data-person={name ?? ''}
    >
      <FacePicture face={best} size={cardSize} />
      <span className={classes('person-name', name === null && 'person-name-none')}>
        {name ?? hint ?? words.nobody}
      </span>
      <span className="person-count">{words.faces(faces)}</span>
      {suggested === 0 ? null : <span className="person-new">{words.newFaces(suggested)}</span>}
    </ListBoxItem>
  );
}
