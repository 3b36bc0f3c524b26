import type { Language } from '../../preload/contract/language.js';
import type { InsightFact, LocationId, PhotoFacts, SuggestedTag } from '../../preload/contract/model.js';
import type { SeenInPhoto } from '../core/seen.js';

/** What a provider is told of a photo. */
export interface InsightSubject {
  readonly locationId: LocationId;
  readonly fileName: string;
  readonly facts: PhotoFacts;
  /** In how many places the same bytes are known; 1 while the file is not hashed. */
  readonly placeCount: number;
  readonly libraryNames: readonly string[];
  readonly tagNames: readonly string[];
  /** As files call the place, the nearest first. */
  readonly placeNames: readonly string[];
  /** Null when nobody has looked at the pixels yet. */
  readonly seen: SeenInPhoto | null;
  /** What the insight is to be written in. */
  readonly language: Language;
}

export interface InsightText {
  readonly title: string;
  readonly summary: string;
  readonly facts: readonly InsightFact[];
  /** Tags that fit, the best first: paths, as `tag-path.ts` reads them. */
  readonly suggestedTags: readonly SuggestedTag[];
  /** Where it depends on the photo or its language; else that of the provider. */
  readonly promptVersion?: string;
  /** Where it is another one than the provider's. */
  readonly modelVersion?: string;
  /** In millionths of the currency; null, or absent, where it is not known. */
  readonly costMicros?: number | null;
  readonly currency?: string;
}

/** This photo cannot be described, for a reason that people are told: a sentence. */
export class PhotoTrouble extends Error {
  /** To ask again would give the same. */
  readonly isLasting: boolean;

  constructor(message: string, isLasting: boolean) {
    super(message);
    this.name = 'PhotoTrouble';
    this.isLasting = isLasting;
  }
}

/** The provider describes nothing now, whichever photo it is, for a reason that people are told: a sentence. */
export class ProviderTrouble extends Error {
  /** Only the user can mend it; else it is tried again after a while. */
  readonly isLasting: boolean;
  /** The provider's own word on when to ask again; null for none. */
  readonly retryAfterMillis: number | null;

  constructor(message: string, isLasting: boolean, retryAfterMillis: number | null = null) {
    super(message);
    this.name = 'ProviderTrouble';
    this.isLasting = isLasting;
    this.retryAfterMillis = retryAfterMillis;
  }
}

/** Something that writes insights. Rejects with `PhotoTrouble`, `ProviderTrouble`, or whatever a bug throws. */
export interface InsightProvider {
  /** As the history names it. Whoever describes a photo again for the same job goes by it. */
  readonly name: string;
  readonly modelVersion: string;
  readonly promptVersion: string | null;
  /** All that decides its answer beside the photo and the language; another text for another question. */
  readonly asks: string;
  /** Photos that are described at once; one where the user wants work to keep to one core. */
  readonly atOnce: number;
  describe(subject: InsightSubject, signal: AbortSignal): Promise<InsightText>;
}
