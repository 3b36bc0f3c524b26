/** Who is in a picture, as far as it can be told from faces and shapes. Pure. */
import { claims, suretyOf } from './claims.js';
import type { Surety } from './claims.js';
import type { Box, SeenInPhoto } from './seen.js';

/** People in the picture: so many, or so many at least. */
export interface People {
  readonly count: number;
  readonly isExact: boolean;
  /** The highest score among them. */
  readonly score: number;
}

const animals: ReadonlySet<string> = new Set([
  'bird',
  'cat',
  'dog',
  'horse',
  'sheep',
  'cow',
  'elephant',
  'bear',
  'zebra',
  'giraffe',
  'teddy bear',
]);

function holdsMiddle(outer: Box, inner: Box): boolean {
  const x = inner.x + inner.width / 2;
  const y = inner.y + inner.height / 2;
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
}

type Seen = Pick<SeenInPhoto, 'objects' | 'faces'>;

/** Of people: the face of an animal is none. */
export function facesOfPeople({ objects, faces }: Seen): SeenInPhoto['faces'] {
  const beasts = objects.filter(({ label, score }) => animals.has(label) && score >= claims.animal);
  return faces.filter(({ box }) => !beasts.some((beast) => holdsMiddle(beast.box, box)));
}

/** By faces and by shapes, each person once; null where none is surely there. */
export function peopleIn(seen: Seen): People | null {
  const faces = facesOfPeople(seen).map(({ score, box }) => ({ score, box, surety: suretyOf(score, claims.face) }));
  const bodies = seen.objects
    .filter(({ label }) => label === 'person')
    .map(({ score, box }) => ({ score, box, surety: suretyOf(score, claims.person) }));
  const isOf = (surety: Surety) => (one: { readonly surety: Surety | null }) => one.surety === surety;
  const sureBodies = bodies.filter(isOf('sure'));
  const faceless = faces.filter(({ box }) => !sureBodies.some((body) => holdsMiddle(body.box, box)));
  const sure = [...sureBodies, ...faceless.filter(isOf('sure'))];
  if (sure.length === 0) return null;
  const doubtful = [
    ...faceless.filter(isOf('perhaps')),
    ...bodies.filter(isOf('perhaps')).filter(({ box }) => !sure.some((known) => holdsMiddle(box, known.box))),
  ];
  // Two faces in one shape are two people whom the other detector took for one.
  const crowded = sureBodies.some(
    (body) => faces.filter(isOf('sure')).filter((f) => holdsMiddle(body.box, f.box)).length > 1,
  );
  return {
    count: sure.length,
    isExact: doubtful.length === 0 && !crowded,
    score: Math.max(...sure.map(({ score }) => score)),
  };
}
