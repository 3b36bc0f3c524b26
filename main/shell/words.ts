/**
 * Texts of the menu and of the system's dialogs; those of the window are in `renderer/lib/messages/`. Each text is written in
 * every language: the compiler asks for what is missing. `&` stands before the letter that opens a menu.
 */
import type { Language } from '../../preload/contract/language.js';

const en = {
  file: '&File',
  addLibrary: 'Add library…',
  scanAll: 'Scan all libraries',
  importTags: 'Import tags…',
  settings: 'Settings…',
  close: 'Close window',
  quit: 'Quit',

  edit: '&Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all photos',
  selectNone: 'Select none',
  search: 'Search',

  photo: '&Photo',
  tag: 'Tag…',
  copyTags: 'Copy tags',
  pasteTags: 'Paste tags',
  paintTags: 'Tag photos as I click',
  takeKeywords: 'Take over keywords from files…',
  turnLeft: 'Rotate left',
  turnRight: 'Rotate right',
  compare: 'Compare',
  generateInsights: 'Generate insights',

  view: '&View',
  sidebar: 'Sidebar',
  inspector: 'Inspector',
  commands: 'Commands…',
  map: 'Map',
  calendar: 'Calendar',
  onThisDay: 'On this day',
  health: 'Health',
  history: 'History',
  tags: 'Manage tags',
  zoomIn: 'Larger thumbnails',
  zoomOut: 'Smaller thumbnails',
  zoomReset: 'Usual thumbnails',
  slideShow: 'Slide show',
  fullScreen: 'Full screen',
  developerTools: 'Developer tools',

  help: '&Help',
  shortcuts: 'Keyboard shortcuts',

  macAbout: 'About Keepsight',
  macServices: 'Services',
  macHide: 'Hide Keepsight',
  macHideOthers: 'Hide others',
  macShowAll: 'Show all',
  macQuit: 'Quit Keepsight',

  cannotOpenDatabase: 'Keepsight cannot open its database',

  importTagsTitle: 'Import tags',
  exportTagsTitle: 'Export tags',
  tagLists: 'Lists of tags',
  allFiles: 'All files',
  tagFileName: 'Keepsight tags',
  keywordFileName: 'Keyword list',
};

export type ShellWords = typeof en;

const de: ShellWords = {
  file: '&Datei',
  addLibrary: 'Bibliothek hinzufügen…',
  scanAll: 'Alle Bibliotheken durchsuchen',
  importTags: 'Schlagwörter importieren…',
  settings: 'Einstellungen…',
  close: 'Fenster schließen',
  quit: 'Beenden',

  edit: '&Bearbeiten',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  cut: 'Ausschneiden',
  copy: 'Kopieren',
  paste: 'Einfügen',
  selectAll: 'Alle Fotos auswählen',
  selectNone: 'Auswahl aufheben',
  search: 'Suchen',

  photo: '&Foto',
  tag: 'Verschlagworten…',
  copyTags: 'Schlagwörter kopieren',
  pasteTags: 'Schlagwörter einfügen',
  paintTags: 'Fotos mit Klicks verschlagworten',
  takeKeywords: 'Stichwörter aus Dateien übernehmen…',
  turnLeft: 'Nach links drehen',
  turnRight: 'Nach rechts drehen',
  compare: 'Vergleichen',
  generateInsights: 'Beschreibungen erstellen',

  view: '&Ansicht',
  sidebar: 'Seitenleiste',
  inspector: 'Inspektor',
  commands: 'Befehle…',
  map: 'Karte',
  calendar: 'Kalender',
  onThisDay: 'An diesem Tag',
  health: 'Zustand',
  history: 'Verlauf',
  tags: 'Schlagwörter verwalten',
  zoomIn: 'Größere Miniaturen',
  zoomOut: 'Kleinere Miniaturen',
  zoomReset: 'Miniaturen in üblicher Größe',
  slideShow: 'Diashow',
  fullScreen: 'Vollbild',
  developerTools: 'Entwicklerwerkzeuge',

  help: '&Hilfe',
  shortcuts: 'Tastenkürzel',

  macAbout: 'Über Keepsight',
  macServices: 'Dienste',
  macHide: 'Keepsight ausblenden',
  macHideOthers: 'Andere ausblenden',
  macShowAll: 'Alle einblenden',
  macQuit: 'Keepsight beenden',

  cannotOpenDatabase: 'Keepsight kann seine Datenbank nicht öffnen',

  importTagsTitle: 'Schlagwörter importieren',
  exportTagsTitle: 'Schlagwörter exportieren',
  tagLists: 'Listen von Schlagwörtern',
  allFiles: 'Alle Dateien',
  tagFileName: 'Keepsight-Schlagwörter',
  keywordFileName: 'Stichwortliste',
};

export const shellWords: Readonly<Record<Language, ShellWords>> = { en, de };
