/** A model that the user runs, or has an account for: where it is, what it is asked, and what of a photo it is told. */
import { z } from 'zod';

/** `ollama`: its own protocol. `openai`: the one of chat completions, which many servers speak. */
export const ownModelKinds = ['ollama', 'openai'] as const;
export type OwnModelKind = (typeof ownModelKinds)[number];

/** Longest edge of the picture that is sent, in pixels. */
export const pictureEdges = [512, 768, 1024, 1536, 2048] as const;

export const maxPromptLength = 8_000;

/** Photos that may leave the computer, or cost money, without a question, until the user says otherwise. */
export const asksAboveAtFirst = 10;

/** Prices for a million tokens, in the user's currency; null where they are not known. */
const price = z.number().min(0).max(1_000_000).nullable();

export const ownModelName = z.string().max(200);

export const ownModelSettings = z.strictObject({
  on: z.boolean(),
  kind: z.enum(ownModelKinds),
  /** As `addressOf` reads it; empty when none was given yet. */
  baseUrl: z.string().max(500),
  model: ownModelName,
  longEdge: z.literal(pictureEdges),
  /** When it was taken, and with what. */
  sendsExif: z.boolean(),
  /** Where it was taken. */
  sendsPlace: z.boolean(),
  timeoutSeconds: z.int().min(5).max(900),
  inputPrice: price,
  outputPrice: price,
  currency: z.string().trim().max(8),
  /** More photos than this are asked about before they go over the network, or cost money. */
  asksAbove: z.int().nonnegative(),
  /** `own_model_prompts.id`; 0 for the one that Keepsight brings along. */
  promptId: z.int().nonnegative(),
});
export type OwnModelSettings = z.output<typeof ownModelSettings>;

export const ownModelChanges = ownModelSettings.partial();
export type OwnModelChanges = z.output<typeof ownModelChanges>;

export const defaultOwnModel: OwnModelSettings = {
  on: false,
  kind: 'ollama',
  baseUrl: '',
  model: '',
  longEdge: 768,
  sendsExif: false,
  sendsPlace: false,
  timeoutSeconds: 120,
  inputPrice: null,
  outputPrice: null,
  currency: '',
  asksAbove: asksAboveAtFirst,
  promptId: 0,
};

/** Another model of the same server, asked as this one is. Prices are of the one that is set: what the other costs is not known. */
export function withModel(settings: OwnModelSettings, model: string | null): OwnModelSettings {
  if (model === null || model === settings.model) return settings;
  return { ...settings, model, inputPrice: null, outputPrice: null };
}

/** As the history names it. */
export function providerName({ kind, baseUrl }: Pick<OwnModelSettings, 'kind' | 'baseUrl'>): string {
  return kind === 'ollama' ? 'Ollama' : (addressOf(baseUrl)?.host ?? '');
}

/** Photos that it is asked about at once: servers of one's own describe one after the other. */
export function askedAtOnce({ kind }: Pick<OwnModelSettings, 'kind'>): number {
  return kind === 'ollama' ? 1 : 2;
}

/** The user is asked before so many photos go there: they leave the computer, or cost money. */
export function asksBefore(settings: OwnModelSettings, photos: number): boolean {
  const address = addressOf(settings.baseUrl);
  const isRemote = address !== null && !isLoopback(address);
  return (isRemote || hasPrice(settings)) && photos > settings.asksAbove;
}

export function hasPrice({ inputPrice, outputPrice }: Pick<OwnModelSettings, 'inputPrice' | 'outputPrice'>): boolean {
  return (inputPrice ?? 0) > 0 || (outputPrice ?? 0) > 0;
}

/** A version of what the model is asked. */
export interface OwnModelPrompt {
  readonly id: number;
  readonly text: string;
  /** Null for the one that Keepsight brings along. */
  readonly createdAtMs: number | null;
}

export interface OwnModel {
  readonly settings: OwnModelSettings;
  /** Latest first; the one that Keepsight brings along last. */
  readonly prompts: readonly OwnModelPrompt[];
  /** What insights cost, by currency, in millionths of it. */
  readonly costs: readonly { readonly currency: string; readonly micros: number; readonly insights: number }[];
  /** Beside these, what answers cost that were looked at and thrown away. */
  readonly thrownAway: readonly { readonly currency: string; readonly micros: number; readonly answers: number }[];
}

/**
 * Of the key, which itself never comes back to the window. `store`: in the system's key store. `session`: the system has
 * none, so it is forgotten when the app ends.
 */
export interface KeyState {
  /** Null when there is none. */
  readonly kept: 'store' | 'session' | null;
  /** Which address it is for: it is sent to no other. */
  readonly origin: string | null;
  /** The system keeps keys. */
  readonly canBeKept: boolean;
}

/** What came of a trial: with a picture that Keepsight draws, not with a photo. */
export interface OwnModelTrial {
  readonly models: number;
  readonly title: string;
  readonly description: string;
  readonly durationMs: number;
  /** The first answer was not in the form asked for. */
  readonly wasRepaired: boolean;
  readonly costMicros: number | null;
}

/** What a template can name: `{fileName}`. The last two are told only where the user allows it. */
export const promptVariables = {
  language: 'always',
  fileName: 'always',
  tags: 'always',
  libraries: 'always',
  date: 'exif',
  time: 'exif',
  camera: 'exif',
  lens: 'exif',
  place: 'place',
} as const satisfies Readonly<Record<string, 'always' | 'exif' | 'place'>>;
export type PromptVariable = keyof typeof promptVariables;

const variable = /\{(\w+)\}/g;

export function isPromptVariable(name: string): name is PromptVariable {
  return Object.hasOwn(promptVariables, name);
}

/** Those that a template names, each once. */
export function variablesOf(template: string): readonly PromptVariable[] {
  const names = [...template.matchAll(variable)].map(([, name]) => name ?? '');
  return [...new Set(names.filter(isPromptVariable))];
}

/** Names in braces that mean nothing, each once. */
export function unknownVariables(template: string): readonly string[] {
  const names = [...template.matchAll(variable)].map(([, name]) => name ?? '');
  return [...new Set(names.filter((name) => !isPromptVariable(name)))];
}

/** What of a photo goes to the model besides its picture, in the order in which the table has it. */
export function toldOf(
  template: string,
  { sendsExif, sendsPlace }: Pick<OwnModelSettings, 'sendsExif' | 'sendsPlace'>,
): readonly PromptVariable[] {
  const named = variablesOf(template);
  return (Object.keys(promptVariables) as PromptVariable[]).filter((name) => {
    const needs = promptVariables[name];
    return named.includes(name) && (needs === 'always' || (needs === 'exif' ? sendsExif : sendsPlace));
  });
}

/** The template with its variables; a line whose variables are all empty says nothing, and is left out. */
export function fillPrompt(template: string, values: Partial<Readonly<Record<PromptVariable, string>>>): string {
  const valueOf = (name: string): string => (isPromptVariable(name) ? (values[name] ?? '') : '');
  return template
    .split('\n')
    .filter((line) => {
      const names = [...line.matchAll(variable)].map(([, name]) => name ?? '');
      return names.length === 0 || names.some((name) => valueOf(name) !== '');
    })
    .map((line) => line.replace(variable, (_, name: string) => valueOf(name)))
    .join('\n');
}

/** What Keepsight asks by itself. */
export const defaultPrompt = `Describe this photo for the person who took it.
Write in {language}.
Title: at most eight words, about what is in the picture; not the words “photo” or “image”.
Description: one to three plain sentences. Say only what can be seen or is stated below, and leave out what you are not sure of.
Tags: up to eight single words or names for what is in the picture.
File name: {fileName}
Taken: {date} {time}
Place: {place}
Camera: {camera}
Tags it has already: {tags}`;

/**
 * An address that a person typed: http or https, without user name, query or fragment; null for anything else. Its path
 * has no slash at the end.
 */
export function addressOf(typed: string): URL | null {
  const text = typed.trim();
  const url = parsed(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || text === '' || url.hostname === '') return null;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The address is this very computer. */
export function isLoopback(url: URL): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}
