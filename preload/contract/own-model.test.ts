import { describe, expect, test } from 'vitest';
import {
  addressOf,
  asksBefore,
  defaultOwnModel,
  defaultPrompt,
  fillPrompt,
  isLoopback,
  toldOf,
  unknownVariables,
  variablesOf,
} from './own-model.js';

describe('addresses', () => {
  test.each([
    ['localhost:11434', 'http://localhost:11434/'],
    ['http://127.0.0.1:11434/', 'http://127.0.0.1:11434/'],
    ['https://models.example/v1/', 'https://models.example/v1'],
    ['  HTTPS://Models.Example  ', 'https://models.example/'],
  ])('%s', (typed, address) => {
    expect(addressOf(typed)?.href).toBe(address);
  });

  test.each([
    '',
    'ftp://a.example',
    'file:///etc/passwd',
    'http://user:secret@a.example',
    'http://a.example/?x=1',
    'http://a.example/#x',
    'http://',
  ])('refused: %s', (typed) => {
    expect(addressOf(typed)).toBeNull();
  });

  test('this computer', () => {
    const isHere = (typed: string): boolean => {
      const url = addressOf(typed);
      return url !== null && isLoopback(url);
    };
    expect(['localhost:1', '127.0.0.1', '127.1.2.3:80', '[::1]:5'].map(isHere)).toEqual([true, true, true, true]);
    expect(['localhost.example', '192.168.0.2', '127.0.0.1.example'].map(isHere)).toEqual([false, false, false]);
  });
});

describe('templates', () => {
  test('say what they name', () => {
    expect(variablesOf('{fileName} {date} {fileName} {odd}')).toEqual(['fileName', 'date']);
    expect(unknownVariables('{fileName} {odd} {odd}')).toEqual(['odd']);
    expect(unknownVariables(defaultPrompt)).toEqual([]);
  });

  test('a line of which nothing is known is left out', () => {
    const template = 'Hello.\nTaken: {date} {time}\nPlace: {place}\nIn {language}';
    expect(fillPrompt(template, { date: 'May 1', language: 'English' })).toBe('Hello.\nTaken: May 1 \nIn English');
  });

  test('what a value says is not a template', () => {
    expect(fillPrompt('Name: {fileName}', { fileName: '{place} $& {date}.jpg', place: 'Porto' })).toBe(
      'Name: {place} $& {date}.jpg',
    );
  });

  test('date, camera and place are told only where the user allows it', () => {
    const nothing = { sendsExif: false, sendsPlace: false };
    expect(toldOf(defaultPrompt, nothing)).toEqual(['language', 'fileName', 'tags']);
    expect(toldOf(defaultPrompt, { ...nothing, sendsExif: true })).toEqual([
      'language',
      'fileName',
      'tags',
      'date',
      'time',
      'camera',
    ]);
    expect(toldOf(defaultPrompt, { ...nothing, sendsPlace: true })).toContain('place');
  });
});

test('a question comes before many photos go over the network, or cost money, and only then', () => {
  const here = { ...defaultOwnModel, baseUrl: 'http://localhost:11434' };
  expect(asksBefore(here, 1_000_000)).toBe(false);
  expect(asksBefore({ ...here, outputPrice: 0 }, 11)).toBe(false);
  expect(asksBefore({ ...here, outputPrice: 2 }, 11)).toBe(true);
  const away = { ...here, baseUrl: 'http://nas.local:11434' };
  expect([10, 11].map((photos) => asksBefore(away, photos))).toEqual([false, true]);
  expect(asksBefore({ ...away, asksAbove: 500 }, 500)).toBe(false);
});
