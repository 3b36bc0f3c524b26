import { describe, expect, it } from 'vitest';
import { codecOf, whyNoPoster } from './poster.js';

const unplayable = { kind: 'unplayable', detail: '' } as const;
const noPicture = { kind: 'no_picture', durationMs: 1 } as const;

describe('the codec of a video', () => {
  it.each([
    ['hvc1', 'HEVC'],
    ['V_MPEGH/ISO/HEVC', 'HEVC'],
    ['avc1', 'H.264'],
    ['H.264 (AVC) Video', 'H.264'],
    ['V_VP9', 'VP9'],
    ['vp09', 'VP9'],
    ['av01', 'AV1'],
    ['apcn', 'ProRes'],
    ['MJPG', 'Motion JPEG'],
    ['XVID', 'MPEG-4 Visual'],
    ['Windows Media Video V8', 'Windows Media Video'],
  ])('%s is %s', (name, codec) => {
    expect(codecOf([undefined, name])).toBe(codec);
  });

  it('is the first that is known', () => {
    expect(codecOf(['', 7, 'Custom', 'avc1', 'hvc1'])).toBe('H.264');
    expect(codecOf([undefined, 'Custom'])).toBeNull();
  });
});

describe('why there is no poster', () => {
  it('names the kind of video that cannot be played, by codec or by container', () => {
    expect(whyNoPoster(unplayable, { container: 'MOV', codec: 'HEVC' })).toEqual({
      state: 'unsupported',
      reason: 'Keepsight cannot play this kind of video (HEVC).',
    });
    expect(whyNoPoster(noPicture, { container: 'MP4', codec: 'HEVC' }).reason).toContain('(HEVC)');
    expect(whyNoPoster(unplayable, { container: 'AVI', codec: 'H.264' }).reason).toContain('(AVI)');
    expect(whyNoPoster(unplayable, { container: 'MPEG', codec: null }).reason).toContain('(MPEG)');
  });

  it('tells damage from what is no video, and sound from both', () => {
    expect(whyNoPoster(unplayable, { container: 'MOV', codec: null })).toMatchObject({ state: 'damaged' });
    expect(whyNoPoster(unplayable, { container: 'MP4', codec: 'H.264' }).reason).toMatch(/cut short/);
    expect(whyNoPoster(unplayable, { container: 'TXT', codec: null }).reason).toMatch(/no video/);
    expect(whyNoPoster(unplayable, { container: null, codec: null }).reason).toMatch(/no video/);
    expect(whyNoPoster(noPicture, { container: 'MP4', codec: null }).reason).toMatch(/sound/);
  });

  it('blames a file that stopped its player, and none when nobody can tell', () => {
    expect(whyNoPoster({ kind: 'stopped', because: 'crash' }, null)).toMatchObject({ state: 'damaged' });
    expect(whyNoPoster({ kind: 'stopped', because: 'timeout' }, null).reason).toMatch(/too long/);
    expect(whyNoPoster(unplayable, null).state).toBe('unsupported');
  });
});
