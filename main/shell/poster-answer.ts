import { z } from 'zod';
import type { PosterAnswer } from '../../preload/contract/poster.js';

/** Four bytes a pixel of 400 × 400, and as much again. */
const maxImageBytes = 2 * 4 * 400 * 400;
const edge = z.int().min(1).max(65_535);
const durationMs = z.int().min(0).nullable();

/** The window that plays hostile files may be theirs by now: what it says is looked at like anything from outside. */
export const posterAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('poster'),
    image: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength > 0 && byteLength <= maxImageBytes),
    width: edge,
    height: edge,
    durationMs,
  }),
  z.strictObject({ kind: z.literal('no_picture'), durationMs }),
  z.strictObject({ kind: z.literal('unplayable'), detail: z.string().max(500) }),
]) satisfies z.ZodType<PosterAnswer>;
