/** The user's own model as a provider of insights: what it is told is what the settings say, and nothing else. */
import type { Language } from '../../../preload/contract/language.js';
import type { LocationId } from '../../../preload/contract/model.js';
import {
  addressOf,
  askedAtOnce,
  fillPrompt,
  providerName,
  toldOf,
  withModel,
} from '../../../preload/contract/own-model.js';
import type {
  OwnModelPrompt,
  OwnModelSettings,
  OwnModelTrial,
  PromptVariable,
} from '../../../preload/contract/own-model.js';
import { AppFailure } from '../../db/failure.js';
import { PhotoTrouble, ProviderTrouble } from '../provider.js';
import type { InsightProvider, InsightSubject, InsightText } from '../provider.js';
import { trialPrompt } from './answer.js';
import { ModelClient } from './client.js';
import type { Answered } from './client.js';
import { samplePicture } from './sample-picture.js';

export interface Picture {
  readonly image: Uint8Array;
  readonly mimeType: string;
}

type Known = Pick<InsightText, 'facts' | 'suggestedTags'>;

export interface OwnModelDependencies {
  readonly settings: () => OwnModelSettings;
  /** What Keepsight itself knows of the photo: it stands beside what the model says, which is told none of it. */
  readonly known: (subject: InsightSubject, signal: AbortSignal) => Promise<Known>;
  readonly prompt: (id: number) => OwnModelPrompt | null;
  readonly promptVersion: (id: number) => string;
  /** The key and the address that it is for; null when there is none. */
  readonly key: () => Promise<{ readonly key: string; readonly origin: string } | null>;
  /** A JPEG without any of the file's metadata. Rejects with `PhotoTrouble`. */
  readonly picture: (locationId: LocationId, edge: number) => Promise<Picture>;
  /** Default: those of the client. */
  readonly retryPauses?: readonly number[];
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'German' };

/** So many failures in a row are no longer the photos' fault, and may cost money. */
const failuresInARow = 5;

export class OwnModel {
  readonly #deps: OwnModelDependencies;
  #client: { readonly madeFor: string; readonly client: ModelClient } | null = null;
  #failures = 0;

  constructor(dependencies: OwnModelDependencies) {
    this.#deps = dependencies;
  }

  /**
   * Null while it is switched off. What is changed meanwhile holds for the next photo. `model`: another one of its server than
   * the one that is set; null for that.
   */
  provider(model: string | null = null): InsightProvider | null {
    const settings = withModel(this.#deps.settings(), model);
    if (!settings.on || addressOf(settings.baseUrl) === null) return null;
    return {
      name: providerName(settings),
      modelVersion: settings.model,
      promptVersion: this.#deps.promptVersion(settings.promptId),
      asks: questionOf(settings),
      atOnce: askedAtOnce(settings),
      describe: (subject, signal) => this.#describe(settings, subject, signal),
    };
  }

  /** What was the matter may be mended. */
  forgetFailures(): void {
    this.#failures = 0;
    this.#client = null;
  }

  /** Throws an AppFailure that says what is the matter. */
  async models(settings: OwnModelSettings, signal: AbortSignal): Promise<readonly string[]> {
    try {
      const client = await this.#clientOf({ ...settings, timeoutSeconds: Math.min(settings.timeoutSeconds, 20) });
      return await client.models(signal);
    } catch (error) {
      throw asFailure(error);
    }
  }

  /** Asks for the models and for a picture that Keepsight draws. Throws an AppFailure that says what is the matter. */
  async try(signal: AbortSignal): Promise<OwnModelTrial> {
    const settings = this.#deps.settings();
    this.forgetFailures();
    try {
      const client = await this.#clientOf(settings);
      const models = await client.models(signal);
      const startedAt = performance.now();
      const answered = await client.ask(
        {
          model: settings.model,
          prompt: trialPrompt,
          image: samplePicture,
          mimeType: 'image/jpeg',
        },
        signal,
      );
      return {
        models: models.length,
        title: answered.answer.title,
        description: answered.answer.description,
        durationMs: Math.round(performance.now() - startedAt),
        wasRepaired: answered.wasRepaired,
        costMicros: costOf(settings, answered),
      };
    } catch (error) {
      throw asFailure(error);
    }
  }

  async #describe(settings: OwnModelSettings, subject: InsightSubject, signal: AbortSignal): Promise<InsightText> {
    const prompt = this.#deps.prompt(settings.promptId);
    if (prompt === null)
      throw new ProviderTrouble('The prompt of your own model is gone. Choose one in the settings.', true);
    const picture = await this.#deps.picture(subject.locationId, settings.longEdge);
    const client = await this.#clientOf(settings);
    const values = valuesOf(subject, toldOf(prompt.text, settings));
    const known = await this.#deps.known(subject, signal);
    try {
      const answered = await client.ask(
        { model: settings.model, prompt: fillPrompt(prompt.text, values), ...picture },
        signal,
      );
      this.#failures = 0;
      return textOf(settings, answered, known);
    } catch (error) {
      if (!(error instanceof PhotoTrouble) || signal.aborted) throw error;
      this.#failures++;
      if (this.#failures < failuresInARow) throw error;
      this.#failures = 0;
      throw new ProviderTrouble(error.message, true);
    }
  }

  async #clientOf(settings: OwnModelSettings): Promise<ModelClient> {
    const address = addressOf(settings.baseUrl);
    if (address === null) throw new ProviderTrouble('Give the address of a server first.', true);
    const known = await this.#deps.key();
    const key = known !== null && known.origin === address.origin ? known.key : null;
    const timeoutMillis = settings.timeoutSeconds * 1_000;
    const madeFor = JSON.stringify([settings.kind, address.href, timeoutMillis, settings.model, key]);
    if (this.#client?.madeFor !== madeFor) {
      const server = { kind: settings.kind, address, key, timeoutMillis };
      this.#client = { madeFor, client: new ModelClient(server, this.#deps.retryPauses) };
    }
    return this.#client.client;
  }
}

/** Prices and patience change no answer. */
function questionOf({ kind, baseUrl, model, promptId, longEdge, sendsExif, sendsPlace }: OwnModelSettings): string {
  return JSON.stringify([kind, addressOf(baseUrl)?.href ?? '', model, promptId, longEdge, sendsExif, sendsPlace]);
}

/** Title, text and tags are the model's. Of what is seen, Keepsight suggests no tags beside it; of place and day it does. */
function textOf(settings: OwnModelSettings, answered: Answered, known: Known): InsightText {
  const { answer, model } = answered;
  const ofModel = answer.tags.map((name, at) => ({
    name,
    source: 'model' as const,
    score: 1 - at / (answer.tags.length + 1),
  }));
  return {
    title: answer.title,
    summary: answer.description,
    facts: known.facts,
    suggestedTags: [...ofModel, ...known.suggestedTags.filter(({ source }) => source !== 'picture')],
    modelVersion: model === '' ? settings.model : model,
    costMicros: costOf(settings, answered),
    currency: settings.currency,
  };
}

/** A price for a million tokens is one in millionths for one. Null where the user gave no prices. */
function costOf(
  { inputPrice, outputPrice }: OwnModelSettings,
  { inputTokens, outputTokens }: Pick<Answered, 'inputTokens' | 'outputTokens'>,
): number | null {
  if (inputPrice === null && outputPrice === null) return null;
  return Math.round(inputTokens * (inputPrice ?? 0) + outputTokens * (outputPrice ?? 0));
}

/** Only what is told: nothing else of the photo is so much as put into words. */
function valuesOf(subject: InsightSubject, told: readonly PromptVariable[]): Partial<Record<PromptVariable, string>> {
  return Object.fromEntries(told.map((name) => [name, valueOf(subject, name)]));
}

function valueOf(subject: InsightSubject, name: PromptVariable): string {
  const { facts } = subject;
  const taken = facts.captured.source === 'file_time' ? null : new Date(facts.captured.localMs).toISOString();
  switch (name) {
    case 'language':
      return languageNames[subject.language];
    case 'fileName':
      return subject.fileName;
    case 'tags':
      return subject.tagNames.join(', ');
    case 'libraries':
      return subject.libraryNames.join(', ');
    case 'date':
      return taken?.slice(0, 10) ?? '';
    case 'time':
      return facts.captured.source === 'exif' ? (taken?.slice(11, 16) ?? '') : '';
    case 'camera':
      return [facts.cameraMake, facts.cameraModel].filter((part) => part !== null).join(' ');
    case 'lens':
      return facts.lensModel ?? '';
    case 'place':
      return placeOf(subject);
  }
}

function placeOf({ placeNames, facts: { latitude, longitude } }: InsightSubject): string {
  if (placeNames.length > 0) return placeNames.join(', ');
  if (latitude === null || longitude === null) return '';
  const north = `${Math.abs(latitude).toFixed(3)}° ${latitude < 0 ? 'S' : 'N'}`;
  return `${north}, ${Math.abs(longitude).toFixed(3)}° ${longitude < 0 ? 'W' : 'E'}`;
}

function asFailure(error: unknown): unknown {
  if (!(error instanceof ProviderTrouble || error instanceof PhotoTrouble)) return error;
  return new AppFailure('edit_impossible', error.message, {}, true, error);
}
