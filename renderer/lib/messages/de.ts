/**
 * Every text the user reads, in German; `en.ts` has the English ones. Each text is written in every language: the compiler
 * asks for what is missing here.
 *
 * One word for one thing: library = Bibliothek, folder = Ordner, file = Datei, photo = Foto, tag = Schlagwort, insight =
 * Beschreibung, place of a photo = Speicherort, copy = Kopie, scan = durchsuchen, read = einlesen, verify and check =
 * prüfen, edit (of tags) = Änderung, edited (of files) = bearbeitet, history = Verlauf, health = Zustand, missing = fehlt,
 * suspect = fraglich, backup = Sicherung, thumbnail = Miniatur, viewer = Großansicht, pinned = angeheftet, left out =
 * ausgelassen, sidecar = Begleitdatei. Buttons and commands are infinitives; people are not addressed.
 */
import type { ColourLabel, Flag, Marks } from '../../api/index.js';
import { formatCount, plural } from '../format.js';
import { isolatedName, visibleName } from '../visible-name.js';
import type { Messages } from './en.js';

const photos = (count: number): string => plural(count, 'Foto', 'Fotos');
const files = (count: number): string => plural(count, 'Datei', 'Dateien');
const tags = (count: number): string => plural(count, 'Schlagwort', 'Schlagwörter');
const insights = (count: number): string => plural(count, 'Beschreibung', 'Beschreibungen');
/** Names of tags in one line. */
const mostNamed = 5;
/** After the name of one: “ und 2 weitere Schlagwörter”. */
const andTags = (others: number): string =>
  others === 0 ? '' : ` und ${plural(others, 'weiteres Schlagwort', 'weitere Schlagwörter')}`;
/** The same after a preposition: “ und 2 weiteren Schlagwörtern”. */
const andOfTags = (others: number): string =>
  others === 0 ? '' : ` und ${plural(others, 'weiteren Schlagwort', 'weiteren Schlagwörtern')}`;

const stars = (count: number): string => plural(count, 'Stern', 'Sterne');
const colours = {
  red: 'Rot',
  orange: 'Orange',
  yellow: 'Gelb',
  green: 'Grün',
  blue: 'Blau',
  purple: 'Violett',
} satisfies Record<ColourLabel, string>;
const flags = { picked: 'Gewählt', rejected: 'Verworfen' } satisfies Record<Flag, string>;

/** “4 Sterne, gewählt, Rot”. */
function markWords({ rating, flag, label }: Partial<Marks>): string {
  return [
    rating === undefined ? null : rating === 0 ? 'keine Sterne' : stars(rating),
    flag === undefined ? null : flag === null ? 'nicht markiert' : flags[flag].toLowerCase(),
    label === undefined ? null : label === null ? 'keine Farbe' : colours[label],
  ]
    .filter((part) => part !== null)
    .join(', ');
}

const marksDone = (marks: Partial<Marks>, count: number): string => {
  const { rating, flag, label } = marks;
  if (Object.keys(marks).length > 1) return `${photos(count)}: ${markWords(marks)}`;
  if (rating !== undefined) {
    return rating === 0 ? `${photos(count)}: Sterne entfernt` : `${photos(count)}: ${stars(rating)}`;
  }
  if (flag !== undefined) {
    return flag === null ? `${photos(count)}: Wahl aufgehoben` : `${photos(count)} ${flags[flag].toLowerCase()}`;
  }
  return label === undefined || label === null
    ? `${photos(count)}: Farbe entfernt`
    : `${photos(count)}: Farbe ${colours[label]}`;
};

/** “4 Sterne bei 12 Fotos”. */
const marksNamed = (marks: Partial<Marks>, count: number): string => {
  const { rating, flag, label } = marks;
  const where = `bei ${plural(count, 'Foto', 'Fotos')}`;
  if (Object.keys(marks).length > 1) return `${markWords(marks)} ${where}`;
  if (rating !== undefined) return rating === 0 ? `Entfernen der Sterne ${where}` : `${stars(rating)} ${where}`;
  if (flag !== undefined) return flag === null ? `Aufheben der Wahl ${where}` : `„${flags[flag]}“ ${where}`;
  return label === undefined || label === null ? `Entfernen der Farbe ${where}` : `Farbe ${colours[label]} ${where}`;
};

export const de: Messages = {
  appName: 'Keepsight',

  view: {
    all: 'Alle Fotos',
    untagged: 'Ohne Schlagwort',
    missing: 'Fehlend',
    problems: 'Probleme',
    unreadable: 'Unlesbare Dateien',
    duplicates: 'Duplikate',
    replaced: 'Ersetzte Dateien',
    ambiguous: 'Mehrdeutige Schlagwörter',
    changed_silently: 'Unbemerkt geänderte Dateien',
    title: (photoCount) => photos(photoCount),
    selected: (count) => `${formatCount(count)} ausgewählt`,
    size: 'Größe der Miniaturen',
    showSidebar: 'Seitenleiste einblenden',
    hideSidebar: 'Seitenleiste ausblenden',
    showInspector: 'Inspektor einblenden',
    hideInspector: 'Inspektor ausblenden',
    clearSelection: 'Auswahl aufheben',
  },

  sidebar: {
    label: 'Orte und Schlagwörter',
    libraries: 'Bibliotheken',
    tags: 'Schlagwörter',
    addLibrary: 'Bibliothek hinzufügen',
    settings: 'Einstellungen',
    filterTags: 'Schlagwörter filtern',
    noTags: 'Bei einem Foto T drücken, um ihm sein erstes Schlagwort zu geben.',
    noTagMatches: 'Kein Schlagwort heißt so.',
    open: (tag) => `Schlagwörter unter ${tag} zeigen`,
    close: (tag) => `Schlagwörter unter ${tag} verbergen`,
    libraryItem: (name, count, state) => `${name}, ${photos(count)}, ${state}`,
    item: (name, count) => (count === null ? name : `${name}, ${photos(count)}`),
  },

  grid: {
    label: 'Fotos',
    position: 'Stelle',
    scrubber: 'Datum',
    monthCount: (count) => photos(count),
    selectMonth: (month) => `${month} auswählen`,
    select: 'Auswählen',
    video: (length) => (length === null ? 'Video' : `Video, ${length}`),
    tile: (name, date) => (name === '' ? date : `${name}, ${date}`),
    tilePending: 'noch nicht eingelesen',
    tileMissing: 'fehlt',
    unsupported: 'Keine Vorschau',
    damaged: 'Diese Datei ist beschädigt',
    missing: 'Datei fehlt',
    withRaw: 'Mit RAW-Datei',
    withVideo: 'Mit Video',
    motion: 'Bewegungsfoto',
    rawBadge: 'RAW',
    liveBadge: 'LIVE',
    places: (count) => `An ${formatCount(count)} Speicherorten`,
    placesBadge: (count) => (count >= 255 ? '×255+' : `×${String(count)}`),
    loadFailed: 'Die Fotos konnten nicht aufgelistet werden',
    retry: 'Erneut versuchen',
    loading: 'Fotos werden geladen',
  },

  empty: {
    welcome: 'Fotos, so wie sie sind',
    welcomeText:
      'Einen Ordner wählen, und Keepsight zeigt, was darin ist. Die Dateien bleiben, wo sie sind, und werden nie verändert; Schlagwörter und Beschreibungen folgen jedem Foto, auch wenn seine Datei verschoben, umbenannt oder kopiert wird.',
    choose: 'Ordner wählen…',
    typePath: 'Stattdessen einen Pfad eingeben',
    dropHint: 'oder einen Ordner hierher ziehen',
    drop: 'Den Ordner loslassen, um ihn als Bibliothek hinzuzufügen',
    scanning: 'Fotos werden gesucht',
    scanningText: (found) => (found === 0 ? 'Gleich erscheinen die ersten Fotos.' : `Bisher ${files(found)} gefunden.`),
    nothing: 'Keine Fotos',
    nothingAll:
      'In den hinzugefügten Ordnern sind keine Fotos oder Videos, die Keepsight kennt. Einen weiteren Ordner hinzufügen oder Fotos hineinlegen.',
    nothingLibrary: 'In dieser Bibliothek sind keine Fotos oder Videos, die Keepsight kennt.',
    nothingTag: 'Kein Foto trägt dieses Schlagwort mehr.',
    nothingTagMissing:
      'Die Fotos mit diesem Schlagwort fehlen, oder ihre Bibliothek wurde entfernt. Sie behalten es und erscheinen hier, sobald ihre Dateien wieder gefunden werden.',
    nothingUntagged: 'Jedes Foto hat ein Schlagwort',
    nothingUntaggedText: 'Neue Fotos ohne Schlagwort erscheinen hier.',
    nothingMissing: 'Nichts fehlt',
    nothingMissingText: 'Jedes Foto hat mindestens eine Datei dort, wo sie zuletzt war.',
    nothingProblems: 'Keine Probleme',
    nothingProblemsText: 'Jede Datei konnte gelesen und angezeigt werden.',
    nothingUnreadable: 'Jede Datei war lesbar',
    nothingUnreadableText: 'Beschädigte Dateien und solche, die Keepsight nicht lesen darf, erscheinen hier.',
    nothingDuplicates: 'Keine Duplikate',
    nothingDuplicatesText: 'Jedes Foto liegt in nur einer Datei.',
    nothingReplaced: 'Keine Datei wurde ersetzt',
    nothingReplacedText:
      'Dateien, deren neuer Inhalt offensichtlich ein anderes Foto ist, erscheinen hier, bis über sie entschieden ist.',
    nothingAmbiguous: 'Kein Schlagwort ist mehrdeutig',
    nothingAmbiguousText:
      'Fotos, die ein älteres Schlagwort gemeint haben kann, erscheinen hier, bis über sie entschieden ist.',
    nothingSilent: 'Keine Datei hat sich unbemerkt geändert',
    nothingSilentText: 'Jede erneut gelesene Datei hat noch ihren bisherigen Inhalt.',
    offline: (name) => `${name} ist nicht verfügbar`,
    offlineNothing: 'Von ihr ist noch kein Foto bekannt.',
    scanNow: 'Jetzt durchsuchen',
    addAnother: 'Bibliothek hinzufügen…',
    openSettings: 'Einstellungen öffnen',
  },

  activity: {
    label: 'Aktivität',
    scan: (name) => `${name} wird durchsucht`,
    glance: (name) => `Daten und Größen von ${name}`,
    read: (name) => `${name} wird eingelesen`,
    metadata: (name) => `Details von ${name}`,
    poster: (name) => `Bilder der Videos in ${name}`,
    verify: (name) => `${name} wird geprüft`,
    insights: 'Beschreibungen werden erstellt',
    unknownLibrary: 'eine Bibliothek',
    of: (done, total) => (total === null ? formatCount(done) : `${formatCount(done)} von ${formatCount(total)}`),
    rate: (perSecond) => `${formatCount(Math.max(1, Math.round(perSecond)))}/s`,
    left: (time) => `noch ${time}`,
    cancelScan: (name) => `Durchsuchen von ${name} abbrechen`,
    cancelJob: 'Erstellen der Beschreibungen abbrechen',
    cancelVerification: 'Prüfung abbrechen',
    pause: 'Einlesen anhalten',
    resume: 'Einlesen fortsetzen',
    paused: 'Einlesen ist angehalten',
    waitsForMains: 'Wartet auf Netzstrom',
    show: 'Details',
  },

  work: {
    title: 'Im Hintergrund',
    intro:
      'Neue Dateien werden zuerst aufgelistet, dann ihre Daten und Größen ermittelt, dann wird jede eingelesen. Was gerade zu sehen ist, kommt zuerst.',
    running: 'Läuft gerade',
    nothing: 'Nichts läuft. Neue und geänderte Dateien werden eingelesen, sobald es sie gibt.',
    paused: (waiting) =>
      waiting === 0
        ? 'Das Einlesen ist angehalten.'
        : `Das Einlesen ist angehalten. ${plural(waiting, 'Datei wartet', 'Dateien warten')}.`,
    onBattery: (waiting) =>
      waiting === 0
        ? 'Akkubetrieb: Neue Dateien werden bei Netzstrom eingelesen.'
        : `Akkubetrieb: ${plural(waiting, 'Datei wartet', 'Dateien warten')} auf Netzstrom.`,
    limits: 'Grenzen',
    oneCore: 'Nur einen Prozessorkern nutzen',
    oneCoreText: 'Langsamer und leiser: eine Datei nach der anderen.',
    onlyOnMains: 'Nur bei Netzstrom',
    onlyOnMainsText:
      'Im Akkubetrieb werden Dateien aufgelistet und warten aufs Einlesen. Verschlagworten und Ansehen gehen weiter.',
    unreadable: 'Nicht lesbar',
    unreadableText: (count) =>
      `${files(count)} ${count === 1 ? 'konnte nicht gelesen werden. Der Grund steht in ihren Details.' : 'konnten nicht gelesen werden. Der Grund steht jeweils in den Details.'} Ändert sich eine Datei, wird sie von selbst erneut versucht.`,
    showUnreadable: 'Anzeigen',
    tryAgain: 'Erneut versuchen',
    tryingAgain: 'Alle Bibliotheken werden durchsucht; was nicht lesbar war, wird erneut versucht',
  },

  inspector: {
    label: 'Inspektor',
    nothing: 'Ein Foto auswählen, um zu sehen, was darüber bekannt ist.',
    openViewer: 'Foto öffnen',
    preview: 'Vorschau',
    facts: 'Angaben',
    places: 'Speicherorte',
    history: 'Verlauf der Beschreibungen',
    loadFailed: 'Die Details konnten nicht geladen werden.',
    selection: (count) => `${photos(count)} ausgewählt`,
    captured: 'Aufgenommen',
    dateFromFileName: 'Datum aus dem Dateinamen',
    dateFromFileTime: 'Datum der letzten Änderung der Datei',
    zoneUnknown: 'Zeitzone unbekannt',
    zoneFrom: {
      offset_tag: null,
      gps_time: 'Zeitzone nach der GPS-Uhr',
      gps_place: 'Zeitzone nach dem Aufnahmeort',
      camera: 'Zeitzone nach der Einstellung der Kamera',
      utc: 'Zeitzone unbekannt, dies ist UTC',
      history: 'Zeitzone nach anderen Fotos der Kamera von diesem Tag',
    },
    camera: 'Kamera',
    lens: 'Objektiv',
    exposure: 'Belichtung',
    length: 'Länge',
    motion: 'Bewegungsfoto',
    motionText: 'Bewegungsfoto, mit einem Video in der Datei',
    dimensions: 'Abmessungen',
    size: 'Größe',
    type: 'Typ',
    coordinates: 'Aufnahmeort',
    fileName: 'Dateiname',
    alsoIn: (count) =>
      count === 1
        ? 'Nur an diesem Speicherort'
        : `Auch an ${plural(count - 1, 'weiteren Speicherort', 'weiteren Speicherorten')}`,
    inPlaces: (count) => `An ${formatCount(count)} Speicherorten`,
    oneplace: 'An einem Speicherort',
    showInFolder: 'Im Ordner anzeigen',
    showPathInFolder: (path) => `${isolatedName(path)} im Ordner anzeigen`,
    files: (count) => `${formatCount(count)} Dateien, ein Foto`,
    openFile: (name) => `${isolatedName(name)} öffnen`,
    fileKinds: { image: 'Bild', raw: 'RAW', video: 'Video', other: 'Datei' },
    sidecar: 'Begleitdatei',
    sidecars: 'Begleitdateien',
    placeMissing: 'Fehlt',
    placeUnconfirmed: 'Beim letzten Mal nicht gefunden',
    placeOffline: 'Bibliothek offline',
    placeSuspect: 'Bibliothek fraglich',
    pendingPreview: 'Noch nicht eingelesen',
    thisCopy: 'diese Kopie',
    onlyHere: 'Nur hier:',
    formerVersions: 'Frühere Fassungen',
    lineage: {
      edited: (when) => `Bearbeitet aus einer früheren Fassung, ${when}`,
      replaced: (when) => `Hat ein anderes Foto ersetzt, ${when}`,
    },
    lineageNote: {
      edited: 'Schlagwörter und Beschreibungen gingen mit.',
      replaced: 'Von jenem Foto wurde nichts übernommen.',
    },
    showFormer: { edited: 'Frühere Fassung anzeigen', replaced: 'Anderes Foto anzeigen' },
    tagOnlyAt: (tag, library, path) => `Schlagwort ${tag}, nur bei ${library} / ${isolatedName(path)}: Optionen`,
    placeChangedSilently:
      'Der Inhalt hat sich geändert, Größe und Zeit aber nicht. Unter „Zustand“ steht, was sich tun lässt.',
  },

  embedded: {
    heading: 'Aus der Datei',
    fields: {
      title: 'Titel',
      description: 'Bildtext',
      keyword: 'Stichwörter',
      keyword_path: 'Stichwortpfade',
      person: 'Personen',
      place: 'Ort',
      rating: 'Bewertung',
      label: 'Farbmarkierung',
      creator: 'Urheber',
      copyright: 'Copyright',
    },
    from: (sources) => `Aus ${sources}`,
    more: (count) => `${formatCount(count)} weitere`,
    wholeText: 'Ganzer Text',
  },

  tags: {
    heading: 'Schlagwörter',
    add: 'Schlagwort hinzufügen',
    remove: (name) => `Schlagwort ${name} entfernen`,
    addToAll: (name) => `Schlagwort ${name} allen ausgewählten geben`,
    onSome: (some, all) => `bei ${formatCount(some)} von ${formatCount(all)}`,
    create: (name) => `„${name}“ anlegen`,
    suggestions: 'Passende Schlagwörter',
    why: {
      day: 'selber Tag',
      place: 'selber Ort',
      recent: 'zuletzt benutzt',
      with: (tag) => `oft mit ${tag}`,
    },
    count: (count) => photos(count),
    options: (name, scope) =>
      scope === null ? `Schlagwort ${name}: Optionen` : `Schlagwort ${name}, ${scope}: Optionen`,
    thisCopy: 'nur diese Kopie',
    toAll: (count) => `gilt für alle ${formatCount(count)} Speicherorte`,
    allPlaces: (count) => `Schlagwörter gelten für alle ${formatCount(count)} Speicherorte dieses Fotos.`,
    allPlacesBut: (count) =>
      `Schlagwörter gelten für alle ${formatCount(count)} Speicherorte dieses Fotos, außer denen mit „nur diese Kopie“.`,
    onlyCopy: 'Nur diese Kopie',
    onlyPlace: (library, path) => `Nur ${library} / ${isolatedName(path)}`,
    everyPlace: (count) => (count < 2 ? 'Jede Kopie dieses Fotos' : `Alle ${formatCount(count)} Speicherorte`),
    removeIt: 'Entfernen',
    showTagged: 'Fotos mit diesem Schlagwort anzeigen',
    history: 'Verlauf dieses Schlagworts',
    more: (name) => `Mehr zu ${name}`,
    scopeSet: {
      copy: (name) => `„${name}“ gilt nur für eine Kopie`,
      photo: (name) => `„${name}“ gilt für alle Speicherorte dieses Fotos`,
    },
    copied: (names) =>
      names.length === 1
        ? `Schlagwort „${names[0] ?? ''}“ kopiert`
        : `${tags(names.length)} kopiert: ${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ' …' : ''}`,
    noneToCopy: (count) =>
      count === 1 ? 'Dieses Foto trägt kein Schlagwort.' : 'Kein Schlagwort ist allen diesen Fotos gemeinsam.',
    nothingCopied: (keys) => `Noch keine Schlagwörter kopiert. Bei einem Foto, das welche trägt, ${keys} drücken.`,
    allBorne: 'Alle ausgewählten Fotos tragen diese Schlagwörter schon.',
    already: (name) => `Trägt „${name}“ schon`,
    selectToCopy: 'Zuerst ein Foto auswählen, um seine Schlagwörter zu kopieren oder welche einzufügen.',
    selectFirst: 'Zuerst ein Foto auswählen, dann mit T verschlagworten.',
    selectToToggle: (name) => `Zuerst Fotos auswählen, dann mit der Taste „${name}“ vergeben.`,
    choose: 'Schlagwort wählen',
    noneOfThatName: 'Kein Schlagwort heißt so.',
    otherName: (typed) => `${typed} →`,
    colour: 'Farbe',
    colours: {
      red: 'Rot',
      orange: 'Orange',
      yellow: 'Gelb',
      green: 'Grün',
      teal: 'Türkis',
      blue: 'Blau',
      purple: 'Lila',
      pink: 'Rosa',
    },
    noColour: 'Keine Farbe',
    hotKey: 'Kurztaste',
    noHotKey: 'Keine Kurztaste',
    hotKeyOf: (caps, holder) => (holder === null ? caps : `${caps}: jetzt „${holder}“`),
    paint: 'Fotos mit Klicks verschlagworten',
  },

  painting: {
    label: 'Mit Klicks verschlagworten',
    title: 'Mit Klicks vergeben:',
    add: 'Schlagwort dazunehmen',
    remove: (name) => `${name} nicht mehr mit Klicks vergeben`,
    hint: (erase) => `Klicken, ziehen oder Leertaste. Mit ${erase} werden sie entfernt.`,
    chooseFirst: 'Ein Schlagwort wählen.',
    end: 'Fertig',
  },

  hotKeys: {
    title: 'Kurztasten',
    open: 'Kurztasten…',
    text: 'Eine Taste gibt ihr Schlagwort den ausgewählten Fotos, oder entfernt es, wenn alle es tragen.',
    tagFor: (caps) => `Schlagwort für ${caps}`,
    none: 'Kein Schlagwort',
    clear: (caps) => `${caps} freigeben`,
    done: 'Fertig',
    group: 'Eigene Schlagwörter',
    letter: 'Weitere Taste',
  },

  vocabulary: {
    menu: 'Schlagwörter importieren und exportieren',
    import: 'Schlagwörter importieren…',
    export: {
      json: 'Für Keepsight exportieren…',
      keywords: 'Als Stichwortliste exportieren…',
      paths: 'Als Pfade exportieren…',
      csv: 'Als Tabelle exportieren…',
    },
    exported: (count, fileName) => `${tags(count)} in ${isolatedName(fileName)} geschrieben`,
    importTitle: (fileName) => `Schlagwörter aus ${isolatedName(fileName)} importieren`,
    importDo: (count) => (count === 0 ? 'Importieren' : `${tags(count)} importieren`),
    importText: (made, changed, unchanged) => {
      if (made + changed === 0) return 'Nichts darin ist neu: Jedes Schlagwort gibt es schon.';
      const parts = [
        ...(made > 0 ? [`${plural(made, 'Schlagwort wird', 'Schlagwörter werden')} angelegt`] : []),
        ...(changed > 0
          ? [
              `${plural(changed, 'Schlagwort bekommt', 'Schlagwörter bekommen')} Neues dazu: weitere Namen, eine Farbe oder eine Taste`,
            ]
          : []),
        ...(unchanged > 0
          ? [plural(unchanged, 'Schlagwort bleibt, wie es ist', 'Schlagwörter bleiben, wie sie sind')]
          : []),
      ];
      return `${parts.join('; ')}. Kein Foto wird geändert.`;
    },
    contents: 'Was die Datei enthält',
    problems: (count) => `${plural(count, 'Zeile war', 'Zeilen waren')} nicht zu verstehen`,
    problem: (line, text) => `Zeile ${formatCount(line)}: ${text}`,
    newTags: (count) => `Neu: ${tags(count)}`,
    changedTags: (count) => `Ergänzt: ${tags(count)}`,
    nothingNew: 'Jedes Schlagwort der Datei gibt es schon.',
    takeOver: 'Stichwörter aus Dateien übernehmen…',
    keywordsTitle: (count) => `Stichwörter in den Dateien von ${photos(count)}`,
    keywordsText:
      'Wählen, welche zu Schlagwörtern werden. Die Dateien werden nicht angetastet, und es lässt sich jederzeit zurücknehmen.',
    keywordsDo: (count) => (count === 0 ? 'Übernehmen' : `${plural(count, 'Stichwort', 'Stichwörter')} übernehmen`),
    keywordsPreview: (count, given) =>
      count === 0 ? 'Nichts ist gewählt.' : `${tags(count)}, insgesamt ${formatCount(given)}-mal vergeben.`,
    reading: 'Stichwörter werden gesucht …',
    noKeywords: 'Keine Datei dieser Fotos enthält ein Stichwort.',
    keywords: 'Stichwörter',
    keyword: (name, count) => `${name}, ${photos(count)}`,
    all: 'Alle',
    none: 'Keine',
    allBorne: 'schon vergeben',
    someBorne: (count) => `${formatCount(count)} schon vergeben`,
    partOfPath: 'Teil eines Pfads',
  },

  marks: {
    heading: 'Bewertung',
    rating: (rating) =>
      rating === 'mixed' ? 'Bewertung, verschieden' : rating === 0 ? 'Bewertung, keine' : `Bewertung, ${stars(rating)}`,
    stars: (rating) => stars(rating),
    flags: (flag) => (flag === 'mixed' ? 'Wahl, verschieden' : flag === null ? 'Wahl, keine' : `Wahl, ${flags[flag]}`),
    flag: flags,
    labels: (label) =>
      label === 'mixed' ? 'Farbe, verschieden' : label === null ? 'Farbe, keine' : `Farbe, ${colours[label]}`,
    label: colours,
    mixed: 'verschieden',
    selectFirst: 'Zum Bewerten zuerst ein Foto auswählen.',
    goesOn: {
      on: 'Nach dem Bewerten wird das nächste Foto ausgewählt.',
      off: 'Nach dem Bewerten bleibt das Foto ausgewählt.',
    },
  },

  filter: {
    title: 'Nach Bewertung filtern',
    show: 'Filterleiste einblenden',
    hide: 'Filterleiste ausblenden',
    rating: 'Mindestens so viele Sterne',
    atLeast: (rating) => `Mindestens ${stars(rating)}`,
    flag: 'Wahl',
    flags: { picked: 'Gewählt', none: 'Ohne Wahl', rejected: 'Verworfen' },
    hideRejected: 'Ohne verworfene',
    label: 'Farbe',
    noLabel: 'Ohne Farbe',
    clear: 'Wieder alle anzeigen',
    nothing: 'Kein Foto passt',
    nothingText: 'Kein Foto ist hier so bewertet.',
  },

  albums: {
    heading: 'Alben',
    create: 'Neues Album',
    none: 'Bei einem Foto B drücken, um es in ein Album zu legen.',
    createTitle: 'Neues Album',
    createDo: 'Anlegen',
    nameField: 'Name des Albums',
    rename: 'Umbenennen…',
    renameTitle: (name) => `„${name}“ umbenennen`,
    renameDo: 'Umbenennen',
    remove: 'Löschen…',
    removeTitle: (name) => `„${name}“ löschen?`,
    removeText: (count) =>
      count === 0
        ? 'Das Album ist leer. Es lässt sich zurückholen.'
        : `${plural(count, 'Foto bleibt', 'Fotos bleiben')} in der Bibliothek; nur das Album verschwindet und lässt sich zurückholen.`,
    removeDo: 'Löschen',
    addSelection: 'Ausgewählte Fotos hinzufügen',
    addTitle: (count) => `${photos(count)} in ein Album legen`,
    addField: 'Name eines Albums, bekannt oder neu',
    addHint: 'Einen Namen für das erste Album eingeben.',
    createNamed: (name) => `„${name}“ anlegen`,
    allIn: (name, count) => (count === 1 ? `Das Foto ist schon in „${name}“.` : `Die Fotos sind schon in „${name}“.`),
    selectFirst: 'Zuerst ein Foto auswählen, dann mit B in ein Album legen.',
    selectToRemove: 'Die Fotos auswählen, die das Album verlassen sollen.',
    empty: 'Keine Fotos in diesem Album',
    emptyText:
      'Fotos in der Seitenleiste auf das Album ziehen oder B drücken. Fotos nicht verfügbarer Bibliotheken erscheinen, sobald sie wieder da sind.',
    gone: 'dieses Album gibt es nicht mehr',
    cancel: 'Abbrechen',
  },

  tagManager: {
    title: 'Schlagwörter',
    item: 'Schlagwörter verwalten',
    intro:
      'Schlagwörter umbenennen, verschieben, zusammenführen und löschen; eines auf ein anderes ziehen, um es darunter zu stellen. Die Fotos folgen sofort, in jeder Bibliothek, und jeder Schritt lässt sich zurücknehmen.',
    list: 'Alle Schlagwörter',
    filter: 'Nach Namen filtern',
    onlyUnused: 'Nur unbenutzte',
    sortBy: { name: 'Name', photos: 'Fotos' },
    sortLabel: (by, isDescending) => `Nach ${by} sortieren${isDescending ? ', meiste zuerst' : ''}`,
    count: (all, unused) => (unused === 0 ? tags(all) : `${tags(all)}, ${formatCount(unused)} unbenutzt`),
    shown: (shown, all) => `${formatCount(shown)} von ${plural(all, 'Schlagwort', 'Schlagwörtern')}`,
    selected: (count) => `${tags(count)} ausgewählt`,
    unused: 'unbenutzt',
    noFiles: 'keine Datei mehr',
    photoCount: photos,
    none: 'Noch keine Schlagwörter',
    noneText: 'Bei einem Foto T drücken, um ihm sein erstes Schlagwort zu geben.',
    noMatch: 'Kein Schlagwort passt',
    noMatchText: 'Den Filter ändern, um andere zu sehen.',
    noUnused: 'Jedes Schlagwort wird benutzt',
    noUnusedText: 'Schlagwörter, die kein Foto mehr trägt, stehen hier.',
    rename: 'Umbenennen…',
    merge: 'Zusammenführen…',
    remove: 'Löschen…',
    renameTitle: (name) => `„${name}“ umbenennen`,
    renameField: 'Neuer Name',
    renameText: (count) =>
      count === 0
        ? 'Derzeit trägt es kein Foto.'
        : `${plural(count, 'Foto wird', 'Fotos werden')} den neuen Namen tragen.`,
    renameHint: 'Mit einem / darin sagt der Name, unter welchem Schlagwort es steht: Orte/Lissabon.',
    renameDo: 'Umbenennen',
    otherNames: 'Weitere Namen…',
    otherNamesTitle: (name) => `Weitere Namen von „${name}“`,
    otherNamesField: 'Weitere Namen, mit Kommas dazwischen',
    otherNamesText: 'Wer einen davon tippt, meint dieses Schlagwort.',
    otherNamesDo: 'Speichern',
    keepNames: (count, into) =>
      count === 1
        ? `Seinen Namen als weiteren Namen von „${into}“ behalten`
        : `Die Namen als weitere Namen von „${into}“ behalten`,
    move: 'Verschieben…',
    moveTitle: (name, count) => (count === 1 ? `„${name}“ verschieben` : `${tags(count)} verschieben`),
    moveField: 'Verschieben unter',
    moveDo: 'Verschieben',
    top: 'Oberste Ebene',
    moveText: (name, count, to) => {
      const what = count === 1 ? `„${name}“ wird` : `${tags(count)} werden`;
      return `${what} ${to === null ? 'auf der obersten Ebene' : `unter „${to}“`} stehen, mit allem, was darunter steht.`;
    },
    belowLegend: 'Schlagwörter darunter',
    withBelow: (count) =>
      count === 1 ? 'Auch das Schlagwort darunter löschen' : `Auch die ${tags(count)} darunter löschen`,
    liftBelow: (count) =>
      count === 1
        ? 'Das Schlagwort darunter behalten: Es rückt auf'
        : 'Die Schlagwörter darunter behalten: Sie rücken auf',
    drag: (name) => `${name} ziehen`,
    dragged: (names) => (names.length === 1 ? (names[0] ?? '') : tags(names.length)),
    expand: (name) => `Zeigen, was unter ${name} steht`,
    mergeInstead: (name) => `Mit „${name}“ zusammenführen…`,
    mergeTitle: (name, count) => (count === 1 ? `„${name}“ zusammenführen` : `${tags(count)} zusammenführen`),
    mergeField: 'Zusammenführen mit',
    mergeText: (all, both, into) => {
      if (all === 0) return 'Kein Foto muss geändert werden: Nur der Name verschwindet.';
      const gaining = all - both;
      const gain =
        gaining === 0
          ? 'Kein Foto bekommt ein neues Schlagwort'
          : `${plural(gaining, 'Foto wird', 'Fotos werden')} stattdessen „${into}“ tragen`;
      return both === 0
        ? `${gain}.`
        : `${gain}; ${formatCount(both)} von ${formatCount(all)} ${both === 1 ? 'trägt' : 'tragen'} es schon.`;
    },
    mergeDo: 'Zusammenführen',
    removeTitle: (name, count) => (count === 1 ? `„${name}“ löschen?` : `${tags(count)} löschen?`),
    removeText: (all, withoutOther) => {
      if (all === 0) return 'Kein Foto muss geändert werden.';
      const loss = `Wird von ${photos(all)} entfernt`;
      if (withoutOther === 0) return `${loss}.`;
      if (all === 1) return `${loss}, das dann kein Schlagwort mehr hat.`;
      return `${loss}, von denen ${formatCount(withoutOther)} dann kein Schlagwort mehr ${withoutOther === 1 ? 'hat' : 'haben'}.`;
    },
    removeKept: 'Die Dateien werden nicht angetastet, und es lässt sich jederzeit zurücknehmen.',
    andMore: (count) => `und ${formatCount(count)} weitere`,
    removeDo: 'Löschen',
    cancel: 'Abbrechen',
    clear: 'Auswahl aufheben',
  },

  edits: {
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    takeBack: 'Zurücknehmen',
    doAgain: 'Wiederholen',
    nothingToUndo: 'Es gibt nichts rückgängig zu machen.',
    nothingToRedo: 'Es gibt nichts zu wiederholen.',
    anAlbum: 'ein Album',
    aTag: 'ein Schlagwort',
    untitled: 'ohne Titel',
    done: {
      tag_added: (tag, count, others) => `„${tag}“${andTags(others)} an ${photos(count)} vergeben`,
      tag_removed: (tag, count, others) => `„${tag}“${andTags(others)} von ${photos(count)} entfernt`,
      tag_narrowed: (tag, count) => `„${tag}“ gilt nur für eine Kopie, bei ${photos(count)} mit mehreren Speicherorten`,
      tag_widened: (tag, count) => `„${tag}“ gilt für alle Speicherorte von ${photos(count)}`,
      insight_deleted: (title) => `Beschreibung „${title}“ gelöscht`,
      insight_restored: (title) => `Beschreibung „${title}“ zurückgeholt`,
      tag_renamed: (from, to) => `Schlagwort „${from}“ in „${to}“ umbenannt`,
      tag_moved: (from, others, to) => `Schlagwort „${from}“${andTags(others)} nach „${to}“ verschoben`,
      tag_described: (tag) => `Einzelheiten des Schlagworts „${tag}“ geändert`,
      tags_imported: (tag, others) => `Schlagwort „${tag}“${andTags(others)} importiert`,
      tag_deleted: (tag, others) => `Schlagwort „${tag}“${andTags(others)} gelöscht`,
      tag_restored: (tag, others) => `Schlagwort „${tag}“${andTags(others)} zurückgeholt`,
      tag_merged: (tag, others, into) => `Schlagwort „${tag}“${andTags(others)} mit „${into}“ zusammengeführt`,
      tag_unmerged: (tag, others, into) => `Schlagwort „${tag}“${andTags(others)} wieder von „${into}“ getrennt`,
      album_created: (name, count) =>
        count === 0 ? `Album „${name}“ angelegt` : `Album „${name}“ mit ${photos(count)} angelegt`,
      album_renamed: (from, to) => `Album „${from}“ in „${to}“ umbenannt`,
      album_deleted: (name) => `Album „${name}“ gelöscht`,
      album_photos_added: (name, count) => `${photos(count)} in „${name}“ gelegt`,
      album_photos_removed: (name, count) => `${photos(count)} aus „${name}“ genommen`,
      album_photos_moved: (name, count) => `${photos(count)} in „${name}“ verschoben`,
      marks_set: marksDone,
    },
    named: {
      tag_added: (tag, count, others) => `Vergabe von „${tag}“${andOfTags(others)} an ${photos(count)}`,
      tag_removed: (tag, count, others) => `Entfernen von „${tag}“${andOfTags(others)} von ${photos(count)}`,
      tag_narrowed: (tag) => `„${tag}“ nur für eine Kopie`,
      tag_widened: (tag) => `„${tag}“ für alle Speicherorte`,
      insight_deleted: (title) => `Löschen der Beschreibung „${title}“`,
      insight_restored: (title) => `Zurückholen der Beschreibung „${title}“`,
      tag_renamed: (from, to) => `Umbenennen von „${from}“ in „${to}“`,
      tag_moved: (from, others, to) => `Verschieben von „${from}“${andOfTags(others)} nach „${to}“`,
      tag_described: (tag) => `Ändern der Einzelheiten von „${tag}“`,
      tags_imported: (tag, others) => `Import von „${tag}“${andOfTags(others)}`,
      tag_deleted: (tag, others) => `Löschen von „${tag}“${andOfTags(others)}`,
      tag_restored: (tag, others) => `Zurückholen von „${tag}“${andOfTags(others)}`,
      tag_merged: (tag, others, into) => `Zusammenführen von „${tag}“${andOfTags(others)} mit „${into}“`,
      tag_unmerged: (tag, others, into) => `Trennen von „${tag}“${andOfTags(others)} von „${into}“`,
      album_created: (name) => `Anlegen des Albums „${name}“`,
      album_renamed: (from, to) => `Umbenennen des Albums „${from}“ in „${to}“`,
      album_deleted: (name) => `Löschen des Albums „${name}“`,
      album_photos_added: (name, count) => `${photos(count)} im Album „${name}“`,
      album_photos_removed: (name, count) => `Entfernen von ${photos(count)} aus „${name}“`,
      album_photos_moved: (name, count) => `Verschieben von ${photos(count)} in „${name}“`,
      marks_set: marksNamed,
    },
    tookBack: (what) => `Zurückgenommen: ${what}`,
    didAgain: (what) => `Wiederholt: ${what}`,
    nothingChanged: 'Kein Foto musste geändert werden.',
    skipped: (count) =>
      `${plural(count, 'Foto konnte', 'Fotos konnten')} nicht zurückgeholt werden: Keine Datei davon ist mehr bekannt.`,
    madeBy: {
      user: 'Selbst',
      import: 'Importiert',
      carry: 'Übernommen: Eine Datei wurde bearbeitet oder kam zum Foto hinzu',
      unknown: 'Aus der Zeit vor dem Verlauf',
    },
  },

  history: {
    title: 'Verlauf',
    back: 'Zurück zu den Fotos',
    of: (tag) => `Verlauf von „${tag}“`,
    intro:
      'Jede Änderung an Schlagwörtern, Bewertungen und Alben und jede gelöschte Beschreibung, die neueste zuerst. Jede lässt sich jederzeit zurücknehmen.',
    tag: 'Nur dieses Schlagwort',
    allTags: 'Alle Schlagwörter',
    clearTag: 'Wieder alle Schlagwörter',
    today: 'Heute',
    yesterday: 'Gestern',
    list: 'Änderungen',
    takenBack: {
      do: (when) => `${when} zurückgenommen`,
      undo: (when) => `${when} wiederholt`,
      redo: (when) => `${when} zurückgenommen`,
    },
    tagGone: 'dieses Schlagwort gibt es nicht mehr',
    showPhotos: (count) => (count === 1 ? 'Foto anzeigen' : 'Fotos anzeigen'),
    photosOf: (what) => `Fotos anzeigen: ${what}`,
    takeBackOf: (button, what) => `${button}: ${what}`,
    selected: (found, all) =>
      found === all
        ? `${photos(found)} ausgewählt`
        : `${photos(found)} ausgewählt; von ${formatCount(all - found)} weiteren ist keine Datei mehr bekannt.`,
    noneLeft: 'Von keinem dieser Fotos ist noch eine Datei bekannt.',
    more: 'Ältere Änderungen anzeigen',
    loading: 'Der Verlauf wird geladen',
    loadFailed: 'Der Verlauf konnte nicht geladen werden',
    retry: 'Erneut versuchen',
    ofPhoto: 'Verlauf der Schlagwörter',
    photoEmpty: 'Noch wurde kein Schlagwort vergeben oder entfernt.',
    showAll: 'Verlauf aller Fotos',
    bears: (tag) => `Trägt „${tag}“`,
    change: {
      tag_added: (tag) => `„${tag}“ vergeben`,
      tag_removed: (tag) => `„${tag}“ entfernt`,
      tag_narrowed: (tag) => `„${tag}“ nur für eine Kopie`,
      tag_widened: (tag) => `„${tag}“ für alle Speicherorte`,
    },
    carried: 'übernommen: Eine Datei wurde bearbeitet oder kam zum Foto hinzu',
    onlyAt: (library, path) => `nur ${library} / ${isolatedName(path)}`,
    wasOnlyAt: (library, path) => `vorher nur ${library} / ${isolatedName(path)}`,
    older: (count) => `${formatCount(count)} ältere`,
    withOthers: (count) => `mit ${plural(count, 'weiteren Foto', 'weiteren Fotos')}`,
    takeBackAll: (button, what, count) =>
      count > 1 ? `${button} bei allen ${photos(count)}: ${what}` : `${button}: ${what}`,
    empty: 'Noch wurde nichts geändert',
    emptyText:
      'Bei einem Foto T drücken, um es zu verschlagworten. Änderungen an Schlagwörtern und Beschreibungen stehen dann hier.',
    emptyTag: 'Keine Änderung dieses Schlagworts',
    emptyTagText: 'Es wurde vergeben, bevor es den Verlauf gab, oder gar nicht.',
  },

  insights: {
    heading: 'Beschreibung',
    generate: 'Beschreibung erstellen',
    generateMany: 'Beschreibungen erstellen',
    again: 'Neu erstellen',
    generating: 'Wird erstellt…',
    missingOnly: 'Nur für Fotos ohne Beschreibung',
    forAll: 'Für alle neu',
    none: 'Noch keine Beschreibung.',
    basedOn: (count) => `Beruht auf ${plural(count, 'Angabe', 'Angaben')}`,
    history: 'Verlauf',
    historyCount: (count) => insights(count),
    current: 'Aktuell',
    pinned: 'Angeheftet',
    pinnedTitle: 'Selbst gewählt: Sie bleibt aktuell, bis eine andere gewählt wird.',
    pinnedBefore: 'Früher angeheftet',
    pinnedBeforeTitle: 'Selbst gewählt, später aber eine andere.',
    stale: 'Vor einer Bearbeitung',
    staleText: 'Für das Foto vor seiner letzten Bearbeitung geschrieben.',
    wrongClock: (when) => `Datiert auf ${when}; die Uhr ging falsch`,
    wrongClockTitle: 'Dieses Datum kann nicht stimmen, deshalb gilt die Beschreibung nie als die früheste.',
    pin: 'Anheften',
    pinnedNow: 'Angeheftet: Sie bleibt aktuell, bis eine andere gewählt wird',
    unpin: 'Lösen',
    unpinned: 'Gelöst: Welche Beschreibung aktuell ist, wurde neu entschieden',
    remove: 'Löschen',
    actionOf: (action, title) => `${action}: ${title}`,
    byUser: 'selbst angefordert',
    byBackground: 'im Hintergrund erstellt',
    provider: (provider, version) => `${provider}, Version ${version}`,
    madeAt: (library, path) => `${library} / ${isolatedName(path)}`,
    whyCurrent: 'Wird für dieses Foto angezeigt.',
    whyCurrentPinned: 'Wird für dieses Foto angezeigt, weil sie angeheftet ist.',
    whyCurrentMerged: 'Wird für dieses Foto angezeigt: die früheste unter denen der Kopien.',
    superseded: 'Eine neuere Beschreibung ist an ihre Stelle getreten.',
    mergedWrongClock:
      'Dasselbe Foto fand sich an zwei Speicherorten, und das Datum dieser Beschreibung kann nicht stimmen: Die andere gilt.',
    mergedLater: 'Dasselbe Foto fand sich an zwei Speicherorten, und die andere Beschreibung ist früher.',
    notPinned: 'Die andere Beschreibung ist angeheftet.',
    compare: 'Mit aktueller vergleichen',
    compareShort: 'Vergleichen',
    hideCompare: 'Vergleich ausblenden',
    hideCompareShort: 'Ausblenden',
    sameText: 'Titel und Text sind wie in der aktuellen.',
    makeCurrent: 'Aktuell machen',
    madeCurrent: 'Diese Beschreibung ist jetzt die aktuelle',
    added: 'in der aktuellen hinzugekommen',
    removed: 'nur in dieser',
    started: 'Beschreibungen werden erstellt',
    selectFirst: 'Zuerst Fotos auswählen, dann Beschreibungen erstellen.',
    written: (count) => `${insights(count)} erstellt.`,
    stoppedAfter: (done, total) =>
      `Nach ${formatCount(done)} von ${plural(total, 'Beschreibung', 'Beschreibungen')} abgebrochen. Was erstellt ist, bleibt.`,
    notDescribed: (count) =>
      `${plural(count, 'Foto konnte', 'Fotos konnten')} nicht beschrieben werden; der Grund steht im Protokoll.`,
    allHaveOne: 'Jedes Foto hat schon eine Beschreibung.',
    noneWritten: 'Es wurden keine Beschreibungen erstellt.',
  },

  viewer: {
    label: (name) => `Foto: ${name}`,
    close: 'Schließen',
    previous: 'Vorheriges Foto',
    next: 'Nächstes Foto',
    position: (index, total) => `${formatCount(index)} von ${formatCount(total)}`,
    files: 'Dateien dieses Fotos',
    showFile: (name) => `${isolatedName(name)} anzeigen`,
    zoomIn: 'Originalgröße',
    percent: (percent) => `${formatCount(percent)} %`,
    zoomOut: 'An Fenster anpassen',
    offline: 'Die Bibliothek des Originals ist offline. Dies ist die gespeicherte Vorschau.',
    missing: 'Die Originaldatei fehlt. Dies ist die gespeicherte Vorschau.',
    opening: 'Das ganze Bild wird geöffnet…',
    openingVideo: 'Das Video wird geöffnet…',
    videoFailed: (hasPicture) =>
      hasPicture
        ? 'Keepsight kann dieses Video nicht abspielen. Dies ist ein Bild daraus.'
        : 'Keepsight kann dieses Video nicht abspielen.',
    filmstrip: 'Benachbarte Fotos',
    showFilmstrip: 'Benachbarte Fotos einblenden',
    hideFilmstrip: 'Benachbarte Fotos ausblenden',
    motion: 'Video dieses Fotos',
    playMotion: 'Video dieses Fotos abspielen',
    stopMotion: 'Video anhalten',
    soundOn: 'Ton einschalten',
    soundOff: 'Ton ausschalten',
    motionFailed: 'Keepsight kann das Video dieses Fotos nicht abspielen: Chromium kennt seinen Codec nicht.',
    failed: 'Das Original konnte nicht geöffnet werden. Dies ist die gespeicherte Vorschau.',
    noPreview: 'Von dieser Datei ist keine Vorschau gespeichert.',
    notRead: 'Diese Datei ist noch nicht eingelesen.',
  },

  settings: {
    title: 'Einstellungen',
    close: 'Einstellungen schließen',
    libraries: 'Bibliotheken',
    about: 'Über Keepsight',
    intro: 'Ordner, die Keepsight im Blick behält. Dateien werden gelesen und nie verändert.',
    choose: 'Ordner wählen…',
    chooseTitle: 'Ordner mit Fotos wählen',
    path: 'Ordnerpfad',
    pathPlaceholder: 'Ordnerpfad, oder einen Ordner hierher ziehen',
    name: 'Name',
    namePlaceholder: 'Name (optional)',
    add: 'Hinzufügen',
    addAnyway: 'Trotzdem hinzufügen',
    broadQuestion: 'Diesen Ordner trotzdem hinzufügen?',
    cancel: 'Abbrechen',
    none: 'Noch keine Bibliotheken. Einen Ordner wählen, hierher ziehen oder seinen Pfad einfügen.',
    rename: 'Umbenennen',
    renameOf: (name) => `${name} umbenennen`,
    nameOf: (name) => `Neuer Name von ${name}`,
    save: 'Speichern',
    relocate: 'Ordner neu zuordnen…',
    relocateOf: (name) => `Ordner von ${name} neu zuordnen`,
    relocateText:
      'Angeben, wo der Ordner dieser Bibliothek jetzt ist. Schlagwörter, Beschreibungen und Miniaturen bleiben.',
    relocatePath: 'Neuer Ordnerpfad',
    relocateDo: 'Neu zuordnen',
    relocateAnyway: 'Trotzdem neu zuordnen',
    remove: 'Entfernen…',
    removeOf: (name) => `${name} entfernen`,
    removeTitle: (name) => `„${name}“ aus Keepsight entfernen?`,
    removeFiles: 'Die Dateien werden nicht angetastet.',
    removeLeaves: (locations) =>
      `${plural(locations, 'Datei verschwindet', 'Dateien verschwinden')} aus der Übersicht.`,
    removeOnlyHere: (count) =>
      count === 0
        ? 'Jedes ihrer Fotos ist auch in einer anderen Bibliothek und bleibt sichtbar.'
        : `${plural(count, 'Foto ist in keiner anderen Bibliothek und wird', 'Fotos sind in keiner anderen Bibliothek und werden')} nicht mehr angezeigt.`,
    removeKept: (tagCount, insightCount) =>
      tagCount === 0 && insightCount === 0
        ? 'Sie hat keine Schlagwörter oder Beschreibungen, die verloren gehen könnten.'
        : `${plural(tagCount, 'vergebenes Schlagwort', 'vergebene Schlagwörter')} und ${insights(insightCount)} bleiben erhalten und kommen zurück, wenn dieselben Fotos wieder gefunden werden.`,
    removeDo: 'Bibliothek entfernen',
    removed: (name) => `„${name}“ entfernt. Dateien, Schlagwörter und Beschreibungen bleiben erhalten.`,
    added: (name) => `„${name}“ hinzugefügt`,
    scanNow: 'Durchsuchen',
    scanOf: (name) => `${name} jetzt durchsuchen`,
    scanning: 'Wird durchsucht',
    glancing: 'Daten und Größen werden ermittelt',
    reading: 'Dateien werden eingelesen',
    readingDetails: 'Details werden gelesen',
    takingFrames: 'Videos bekommen ein Bild',
    verifying: 'Dateien werden geprüft',
    stop: 'Abbrechen',
    more: (name) => `Mehr zu ${name}`,
    insights: 'Beschreibungen',
    insightsOf: (name) => `Beschreibungen für ${name} erstellen`,
    insightsMissing: 'Beschreibungen für Fotos ohne eine',
    insightsAll: 'Neue Beschreibungen für alle Fotos',
    counts: (photoCount, locationCount) =>
      photoCount === locationCount ? photos(photoCount) : `${photos(photoCount)} in ${files(locationCount)}`,
    missing: (count) => `${formatCount(count)} ${count === 1 ? 'fehlt' : 'fehlen'}`,
    problems: (count) => `${formatCount(count)} mit Problemen`,
    backlog: (count) => `${formatCount(count)} noch einzulesen`,
    neverScanned: 'Noch nicht durchsucht.',
    lastScan: (when) => `Zuletzt durchsucht ${when}`,
    scanStopped: (when) => `Durchsuchen abgebrochen ${when}`,
    scanInterrupted: (when) => `Durchsuchen unterbrochen ${when}; das nächste macht weiter`,
    scanSeen: (count) => `${files(count)} gesehen`,
    scanAdded: (count) => `${formatCount(count)} neu`,
    scanChanged: (count) => `${formatCount(count)} geändert`,
    scanMoved: (count) => `${formatCount(count)} verschoben`,
    scanMissing: (count) => `${formatCount(count)} ${count === 1 ? 'fehlt' : 'fehlen'}`,
    scanNothing: 'nichts geändert',
    watched: 'Überwacht: Änderungen erscheinen sofort',
    polled: (pause, reason) => (pause === null ? `Nicht überwacht: ${reason}` : `Alle ${pause} nachgesehen: ${reason}`),
    pollReason: {
      network: 'Netzlaufwerk',
      limit: 'das System überwacht keine weiteren Ordner',
      failed: 'das System kann sie nicht überwachen',
    },
    ignore: 'Dateien ignorieren…',
    ignoreOf: (name) => `Was ${name} ignoriert, ein Muster je Zeile`,
    ignoreText:
      'Ein Muster je Zeile, wie in einer .gitignore-Datei. Passende Dateien verschwinden aus den Listen. Sie bleiben auf dem Datenträger, und ihre Schlagwörter und Beschreibungen bleiben erhalten, falls sie zurückkommen.',
    ignorePlaceholder: '*.tif\nExporte/\n2019/Entwürfe/**',
    ignoreCounting: 'Wird gezählt…',
    ignoreNone:
      'Keine der aufgelisteten Dateien würde verschwinden. Nicht mehr ignorierte Dateien kommen mit dem nächsten Durchsuchen zurück.',
    ignoreLeaving: (count) => `${plural(count, 'Datei würde', 'Dateien würden')} aus den Listen verschwinden.`,
    ignoreExamples: (paths, hasMore) => `Darunter: ${paths.join(', ')}${hasMore ? ' und weitere' : ''}`,
    ignoreSaved: (name) => `Gespeichert, was „${name}“ ignoriert`,
    ignores: (patterns) =>
      `Ignoriert ${patterns.slice(0, 4).join(', ')}${patterns.length > 4 ? ` und ${formatCount(patterns.length - 4)} weitere` : ''}`,
    leftOut: (count) => `${plural(count, 'Eintrag wurde', 'Einträge wurden')} ausgelassen.`,
    leftOutWhy: 'Gründe ansehen',
    leftOutWhyOf: (name) => `Ansehen, was aus ${name} ausgelassen wurde und warum`,
    unreadableMore: (count) => `und ${formatCount(count)} weitere`,
    overlapWith: (name) => `Überschneidet sich mit der Bibliothek „${name}“.`,
    general: 'Allgemein',
    language: 'Sprache',
    languageText:
      'Das Fenster wird in der gewählten Sprache neu geladen. Bereits geschriebene Beschreibungen bleiben, wie sie sind.',
    languages: { system: 'Wie das System', en: 'English', de: 'Deutsch' },
    version: 'Version',
    runtime: 'Electron',
    platform: 'System',
    dataFolder: 'Datenordner',
    dataFolderText: 'Hier liegen die Datenbank und die Miniaturen. Die Fotos nicht.',
  },

  health: {
    title: 'Zustand',
    item: (count) =>
      count === 0 ? 'Zustand' : `Zustand, ${plural(count, 'Sache braucht', 'Sachen brauchen')} einen Blick`,
    back: 'Zurück zum Zustand',
    loading: 'Der Zustand wird ermittelt',
    loadFailed: 'Der Zustand konnte nicht ermittelt werden',
    listFailed: 'Die Liste konnte nicht gelesen werden.',
    retry: 'Erneut versuchen',
    more: 'Mehr anzeigen',
    showPhotos: 'Fotos anzeigen',
    showPhotosOf: (about) => `Fotos anzeigen: ${about}`,
    showPathInFolder: (path) => `${path} im Ordner anzeigen`,
    inLibrary: (library, path) => `${library} / ${isolatedName(path)}`,

    well: 'Alles ist in Ordnung',
    wellText: 'Nichts wartet auf eine Antwort, und jede geprüfte Datei ist unversehrt.',
    quiet: 'Nichts wartet auf eine Antwort',
    quietText: (parts) => `Gut zu wissen: ${parts}.`,
    needLook: (count) => `${plural(count, 'Sache braucht', 'Sachen brauchen')} einen Blick`,
    needLookText: 'Dateien, Schlagwörter und Beschreibungen bleiben bis zur Entscheidung, wie sie sind.',
    missingPart: (count) => plural(count, 'Foto fehlt', 'Fotos fehlen'),
    unreadablePart: (count) => `${files(count)} nicht lesbar`,

    answers: 'Braucht eine Antwort',
    noAnswers: 'Nichts wartet auf eine Antwort.',
    files: 'Dateien',
    data: 'Schlagwörter und Beschreibungen',
    database: 'Datenbank',
    backups: 'Sicherungen',
    verification: 'Prüfung',

    ambiguous: (count) =>
      `${plural(count, 'älteres Schlagwort meint', 'ältere Schlagwörter meinen')} vielleicht ein anderes Foto`,
    ambiguousText: (count) =>
      `${count === 1 ? 'Sein Pfad führt' : 'Ihre Pfade führen'} in verschiedenen Bibliotheken zu verschiedenen Fotos. Zu entscheiden ist, welche gemeint waren.`,
    replaced: (count) => `${plural(count, 'Datei enthält', 'Dateien enthalten')} jetzt ein anderes Foto`,
    replacedText: 'Das neue Bild ist offensichtlich ein anderes, deshalb wurde vom alten nichts übernommen.',
    silent: (count) => `${plural(count, 'Datei hat', 'Dateien haben')} sich unbemerkt geändert`,
    silentText:
      'Der Inhalt ist ein anderer als beim Einlesen, Größe und Zeit sind gleich. Oft liegt das an einem Datenträger, der bald ausfällt.',
    decide: 'Entscheiden…',
    decideOf: (what) => `Entscheiden: ${what}`,

    missing: (count) => plural(count, 'Foto fehlt', 'Fotos fehlen'),
    missingText: (count) =>
      `${count === 1 ? 'Keine seiner Dateien ist' : 'Keine ihrer Dateien ist'}, wo sie war. Schlagwörter und Beschreibungen bleiben erhalten und kommen mit den Dateien zurück.`,
    noMissing: 'Kein Foto fehlt',
    noMissingText: 'Jedes Foto hat eine Datei dort, wo sie zuletzt war.',
    unreadable: (count) => `${plural(count, 'Datei konnte', 'Dateien konnten')} nicht gelesen werden`,
    unreadableText: (count) =>
      `${count === 1 ? 'Sie ist beschädigt, oder das System lässt Keepsight sie nicht lesen.' : 'Sie sind beschädigt, oder das System lässt Keepsight sie nicht lesen.'} Eine Datei, die sich ändert, wird erneut versucht.`,
    noUnreadable: 'Jede Datei war lesbar',
    duplicates: (photoCount, extra) =>
      `${plural(photoCount, 'Foto ist', 'Fotos sind')} mehrfach vorhanden, ${files(extra)} zu viel`,
    duplicatesText: (size) => `Sie belegen ${size} mehr als nötig. Keepsight löscht nichts; es zeigt, wo sie sind.`,
    noDuplicates: 'Kein Foto ist mehrfach vorhanden',
    leftOut: (count) => `${plural(count, 'Datei oder Ordner', 'Dateien oder Ordner')} ausgelassen`,
    leftOutText:
      'Verknüpfungen, Geräte, unbrauchbare Namen, was nicht gelesen werden darf und was nur in einer Cloud liegt.',
    leftOutTitle: 'Aus Bibliotheken ausgelassen',
    leftOutIntro:
      'Sie liegen in den Ordnern der Bibliotheken und sind nicht aufgelistet. Der Grund steht jeweils dabei. Alles andere wurde hinzugefügt.',
    leftOutNone: 'Nichts wurde ausgelassen',
    leftOutNoneText: 'Jedes Foto und Video in den Ordnern der Bibliotheken ist aufgelistet.',
    list: 'Liste…',
    listOf: (what) => `Liste: ${what}`,

    orphans: (parts) => `${parts} ohne Foto`,
    orphanTags: (count) => tags(count),
    orphanMarks: (count) => `Bewertungen von ${plural(count, 'Foto', 'Fotos')}`,
    orphanAlbums: (count) => plural(count, 'Platz in einem Album', 'Plätze in Alben'),
    orphanInsights: (count) => insights(count),
    orphansText: (photoCount) =>
      `Von ${plural(photoCount, 'Foto', 'Fotos')} ist keine Datei mehr in einer Bibliothek. Sie bleiben erhalten und kommen mit den Dateien zurück, solange sie nicht gelöscht werden.`,
    noOrphans: 'Jedes Schlagwort und jede Beschreibung hat ihr Foto',
    review: 'Durchsehen…',
    purgeTitle: 'Schlagwörter und Beschreibungen ohne Foto',
    purgeIntro:
      'Ihre Fotos sind in keiner Bibliothek mehr. Auswählen, was endgültig gelöscht werden darf; die Dateien werden nicht angetastet.',
    purgeNone: 'Es gibt nichts mehr zu löschen.',
    purgeLibrary: (name, isRemoved) => (isRemoved ? `${name} (entfernt)` : name),
    purgeNoLibrary: 'Aus keiner Bibliothek',
    purgeStillThere: 'Diese Bibliothek ist noch in Keepsight. Ihre Dateien sind vielleicht nur vorübergehend weg.',
    purgeCounts: (parts, photoCount) => `${parts} von ${photos(photoCount)}`,
    purgeTags: (names) => `Schlagwörter: ${names}`,
    purge: 'Löschen…',
    purgeConfirm: (parts) => `${parts} endgültig löschen?`,
    purgeConfirmText:
      'Vorher wird die Datenbank gesichert. Diese Sicherung lässt sich später in den Einstellungen wiederherstellen.',
    purgeDo: 'Sichern und löschen',
    purging: 'Wird gesichert und gelöscht…',
    purged: (parts) => `${parts} gelöscht. Vorher wurde eine Sicherung angelegt.`,
    cancel: 'Abbrechen',
    goBack: 'Zurück',

    databaseSize: (size) => `Die Datenbank belegt ${size}`,
    databaseSound: (when) => `Geprüft ${when}: Die Datei ist unversehrt.`,
    databaseUnsound: 'Die Datenbankdatei ist beschädigt',
    databaseUnsoundText: (when) =>
      `Gefunden ${when}. Jetzt nichts mehr ändern: In den Einstellungen eine Sicherung wiederherstellen oder Keepsight neu starten, um zu retten, was lesbar ist.`,
    databaseUnchecked: 'Noch nicht geprüft.',
    checkNow: 'Jetzt prüfen',
    checking: 'Wird geprüft…',
    checkFailed: 'Die Prüfung war nicht möglich.',
    agree: 'Alle Zahlen stimmen',
    disagree: (count) => `${plural(count, 'Zahl weicht', 'Zahlen weichen')} von dem ab, was da ist`,
    selfChecked: (when, photoCount, seconds) =>
      `Jede Zahl und Warteschlange von ${photos(photoCount)} wurde ${when} neu ermittelt und verglichen, in ${seconds}.`,
    selfUnchecked: 'Zahlen werden bei jeder Änderung fortgeschrieben',
    selfUncheckedText: 'Eine Selbstprüfung zählt alles neu und vergleicht. Noch nicht gemacht.',
    selfCheckNow: 'Selbstprüfung',
    selfChecking: 'Alles wird neu gezählt…',
    findingWhat: 'Was',
    findingKept: 'Geführt',
    findingCounted: 'Gezählt',
    findings: 'Was abweicht',
    andMore: (count) => `und ${formatCount(count)} weitere`,
    recount: 'Neu zählen',
    recounted: 'Alles wurde neu gezählt',
    backlog: 'Wartende Arbeit',
    noBacklog: 'Keine Arbeit wartet',
    backlogText: (toRead, toDescribe, toReconcile) =>
      `${files(toRead)} einzulesen · Details von ${files(toDescribe)} · ${photos(toReconcile)} abzugleichen`,

    lastBackup: (when) => `Letzte Sicherung ${when}`,
    lastBackupText: (kind, size) => `${kind}, ${size}. Jeden Tag kommt eine neue hinzu.`,
    noBackup: 'Noch keine Sicherung',
    noBackupText: 'Täglich wird eine angelegt, solange Keepsight läuft, und vor jeder Aktualisierung.',
    allBackups: 'Alle Sicherungen…',

    verified: (count) => `${files(count)} gelesen und gemerkt`,
    noneVerified: 'Noch keine Datei eingelesen',
    verificationText: (due, days) =>
      due === 0
        ? `Jede Datei wurde in den letzten ${plural(days, 'Tag', 'Tagen')} erneut gelesen.`
        : `${plural(due, 'Datei ist', 'Dateien sind')} erneut zu lesen. Jede wird etwa alle ${plural(days, 'Tag', 'Tage')} gelesen, in ruhigen Zeiten.`,
    verificationOldest: (when) => `Am längsten her: ${when}.`,
    verificationIdle: 'Erneutes Lesen zeigt, ob der Inhalt der Dateien noch derselbe ist.',
    verifyNow: 'Jetzt prüfen',
    verifyStop: 'Prüfung abbrechen',
    verifying: 'Dateien werden geprüft',
    verifyStarted: 'Alle Dateien werden geprüft',

    ambiguousTitle: 'Mehrdeutige Schlagwörter',
    ambiguousIntro:
      'Diese Schlagwörter stammen aus einer älteren Version, die sie nach dem Pfad aufbewahrt hat. Die gemeinten Fotos ankreuzen: Sie tragen dann das Schlagwort, die anderen nicht. Vorher wird nichts weggenommen.',
    ambiguousNone: 'Kein Schlagwort ist mehrdeutig',
    ambiguousNoneText: 'Jedes Schlagwort weiß, welches Foto es meint.',
    settle: 'Festlegen',
    settleNone: 'Keines davon',
    settleOf: (tag, path) => `„${tag}“ für ${isolatedName(path)} festlegen`,
    settled: (tag) => `„${tag}“ festgelegt`,
    meant: (library) => `Foto in ${library}`,
    noFileLeft: 'keine Datei mehr',
    undo: 'Rückgängig',

    replacedTitle: 'Ersetzte Dateien',
    replacedIntro:
      'Diese Dateien haben einen neuen Inhalt, der offensichtlich ein anderes Foto ist. Zu entscheiden ist, ob das neue doch eine Bearbeitung des alten ist.',
    replacedNone: 'Keine Datei wurde ersetzt',
    replacedNoneText: 'Hier wartet nichts auf eine Antwort.',
    before: 'Vorher',
    after: 'Jetzt',
    noPicture: 'Kein Bild',
    replacedSeen: (when) => `Bemerkt ${when}`,
    replacedHas: (names, insightCount) =>
      [names === '' ? null : `Schlagwörter: ${names}`, insightCount === 0 ? null : insights(insightCount)]
        .filter((part) => part !== null)
        .join(' · '),
    replacedHasNothing: 'Das alte Foto hat keine Schlagwörter oder Beschreibungen, die dem neuen fehlen.',
    carry: 'Schlagwörter und Beschreibungen übernehmen',
    other: 'Ein anderes Foto',
    carryOf: (path) => `Schlagwörter und Beschreibungen für ${path} übernehmen`,
    otherOf: (path) => `${path} ist ein anderes Foto`,
    carryAll: 'Für alle übernehmen',
    otherAll: 'Alle sind andere Fotos',
    carryAllTitle: (count) => `Schlagwörter und Beschreibungen für ${files(count)} übernehmen?`,
    carryAllText: 'Jedes neue Foto bekommt die Schlagwörter und Beschreibungen dessen, das vorher da war.',
    otherAllTitle: (count) =>
      count === 1 ? 'Ist diese Datei ein anderes Foto?' : `Sind alle ${files(count)} andere Fotos?`,
    otherAllText: 'Die alten Fotos behalten, was sie hatten, und die neuen fangen von vorn an.',
    carried: (count) => `Schlagwörter und Beschreibungen für ${files(count)} übernommen`,
    othersSettled: (count) => `${plural(count, 'Datei fängt', 'Dateien fangen')} von vorn an`,

    silentTitle: 'Unbemerkt geänderte Dateien',
    silentIntro:
      'Beim erneuten Lesen war der Inhalt dieser Dateien ein anderer, Größe und Zeit aber gleich. Eine unversehrte Kopie an ihre Stelle legen und erneut prüfen. Ist der Inhalt richtig, wie er ist, annehmen: Schlagwörter und Beschreibungen bleiben dabei.',
    silentNone: 'Keine Datei hat sich unbemerkt geändert',
    silentNoneText: 'Jede erneut gelesene Datei hat noch ihren bisherigen Inhalt.',
    silentFound: (when) => `Gefunden ${when}`,
    soundCopies: 'Eine unversehrte Kopie liegt in',
    noSoundCopy: 'Keepsight kennt keine unversehrte Kopie. Vielleicht findet sich eine in eigenen Sicherungen.',
    accept: 'So annehmen',
    acceptOf: (path) => `${path} so annehmen`,
    verifyAgain: 'Erneut prüfen',
    verifyAgainOf: (path) => `${path} erneut prüfen`,
    accepted: 'Angenommen. Die Datei wird neu eingelesen.',
    verifyingAgain: 'Die Datei wird geprüft',

    duplicatesTitle: 'Duplikate',
    duplicatesIntro:
      'Jedes dieser Fotos liegt in mehreren Dateien mit genau demselben Inhalt, die größte Verschwendung zuerst. Keepsight löscht nichts. Um Platz zu schaffen, Dateien in ihrem Ordner löschen: Schlagwörter und Beschreibungen bleiben bei den übrigen Kopien.',
    duplicatesNone: 'Keine Duplikate',
    duplicatesNoneText: 'Jedes Foto liegt in nur einer Datei.',
    duplicateSize: (count, size, extra) => `${files(count)} zu je ${size} · ${extra} mehr als nötig`,
  },

  backups: {
    title: 'Sicherungen',
    intro:
      'Kopien der Datenbank: Bibliotheken, Schlagwörter und Beschreibungen. Die Fotos sind nicht darin. Täglich und vor jeder Aktualisierung wird eine angelegt; alte verschwinden von selbst.',
    none: 'Noch keine Sicherungen. Die erste wird heute angelegt, auf Wunsch sofort.',
    loadFailed: 'Die Sicherungen konnten nicht aufgelistet werden.',
    list: 'Sicherungen',
    now: 'Jetzt sichern',
    backingUp: 'Wird gesichert…',
    made: (size) => `Sicherung angelegt, ${size}`,
    kind: {
      daily: 'Täglich',
      upgrade: 'Vor einer Aktualisierung',
      manual: 'Selbst angelegt',
      rescue: 'Vor einer Wiederherstellung',
    },
    restore: 'Wiederherstellen…',
    restoreOf: (when) => `Sicherung vom ${when} wiederherstellen`,
    restoreTitle: (when) => `Sicherung vom ${when} wiederherstellen?`,
    comparing: 'Die Sicherung wird mit dem jetzigen Stand verglichen…',
    backBring: 'Kommt zurück',
    goAway: 'Verschwindet',
    same: 'Diese Sicherung enthält dieselben Bibliotheken, Schlagwörter und Beschreibungen wie jetzt.',
    nothing: 'Nichts',
    library: (name) => `Bibliothek „${name}“`,
    tags: (count) => plural(count, 'Schlagwort an einem Foto', 'Schlagwörter an Fotos'),
    insights: (count) => insights(count),
    albums: (count) => `${photos(count)} in Alben`,
    marks: (count) => `Bewertungen von ${plural(count, 'Foto', 'Fotos')}`,
    names: (names) => `Betroffene Schlagwörter: ${names}`,
    photos: (inBackup, now) =>
      `Die Sicherung kennt ${photos(inBackup)}; jetzt ${now === 1 ? 'ist' : 'sind'} es ${formatCount(now)}. Die Dateien werden nicht angetastet: Später hinzugekommene Fotos werden beim Durchsuchen wieder gefunden.`,
    rescue: 'Der jetzige Stand wird als Rettungssicherung aufbewahrt, der Weg zurück bleibt also offen.',
    restoreDo: 'Wiederherstellen',
    restoring: 'Wird wiederhergestellt. Das dauert einen Moment; Keepsight bitte geöffnet lassen.',
    restored: 'Die Sicherung wurde wiederhergestellt',
    restoredText: (when) =>
      `Bibliotheken, Schlagwörter und Beschreibungen sind auf dem Stand vom ${when}. Der vorherige Stand steht als Rettungssicherung in der Liste.`,
    failed: 'Die Sicherung wurde nicht wiederhergestellt',
    cancel: 'Abbrechen',
    done: 'Fertig',
    close: 'Schließen',
  },

  recovery: {
    title: 'Die Datenbank ist beschädigt',
    text: 'Keepsight konnte die Datei mit Bibliotheken, Schlagwörtern und Beschreibungen nicht öffnen. Nichts wurde verändert. Die Fotos sind nicht betroffen.',
    file: 'Beschädigte Datei',
    choose: 'Wie soll es weitergehen?',
    restore: 'Eine Sicherung wiederherstellen',
    restoreText: 'Alles ist wie zur Zeit der Sicherung. Was danach kam, geht verloren.',
    noBackups: 'Es gibt keine unversehrte Sicherung.',
    newest: 'neueste',
    restoreDo: 'Wiederherstellen',
    restoreOf: (when) => `Sicherung vom ${when} wiederherstellen`,
    salvage: 'Retten, was lesbar ist',
    salvageText:
      'Keepsight liest aus der beschädigten Datei alles, was noch lesbar ist, in eine neue. Die letzten Änderungen bleiben erhalten, manches kann aber fehlen.',
    salvageDo: 'Retten, was lesbar ist',
    kept: 'In beiden Fällen bleibt die beschädigte Datei unverändert erhalten.',
    working: { restore: 'Die Sicherung wird wiederhergestellt…', salvage: 'Gelesen wird, was lesbar ist…' },
    failed: {
      restore: 'Die Sicherung konnte nicht wiederhergestellt werden',
      salvage: 'Die Datei konnte nicht gelesen werden',
    },
    salvaged: 'Das konnte gerettet werden',
    nothingSalvaged: 'Nichts war lesbar',
    nothingSalvagedText:
      'Der Schaden ist zu groß. Keepsight beginnt leer. In den Einstellungen unter „Sicherungen“ eine Sicherung wiederherstellen oder die Ordner neu hinzufügen.',
    restored: 'Die Sicherung wurde wiederhergestellt',
    restoredText: (when) => `Bibliotheken, Schlagwörter und Beschreibungen sind auf dem Stand vom ${when}.`,
    libraries: 'Bibliotheken',
    files: 'Dateien',
    tags: 'Schlagwörter an Fotos',
    insights: 'Beschreibungen',
    lost: 'Bekannte Verluste',
    lostUnknown: 'nicht feststellbar',
    lostNothing: 'keine',
    keptAs: 'Die beschädigte Datei bleibt erhalten als',
    keptIn: (folder) => `Die beschädigte Datei bleibt in ${folder} erhalten.`,
    next: 'Keepsight durchsucht die Bibliotheken erneut und findet jedes Foto, das da ist.',
    open: 'Keepsight öffnen',
  },

  libraries: {
    reason: {
      readable: 'online',
      read_only: 'schreibgeschützt',
      root_missing: 'offline',
      root_not_directory: 'offline',
      root_unreadable: 'offline',
      root_empty: 'fraglich: der Ordner ist leer',
      volume_differs: 'fraglich: ein anderer Datenträger',
      marker_differs: 'fraglich: dem Ordner fehlt seine Markierung',
      not_probed: 'noch nicht nachgesehen',
    },
    title: (name, reason) => `${name} ist ${reason}`,
    foundAt: (path) => `Gefunden unter ${path}`,
    useFolder: 'Diesen Ordner verwenden',
    useFolderOf: (name, path) => `${path} für ${name} verwenden`,
    relocated: (name, path) => `„${name}“ liegt jetzt unter ${path}`,
    trust: 'Das ist der richtige Ordner',
    trustOf: (name) => `Das ist der richtige Ordner für ${name}`,
    trustText:
      'Bis das geklärt ist, wird nichts durchsucht und nichts gilt als gelöscht. Ist es doch der richtige Ordner, bitte bestätigen; Keepsight nimmt ihn dann, wie er jetzt ist.',
    trustEmptyText:
      'Soll der Ordner leer sein, bitte bestätigen: Seine Fotos gelten dann als fehlend, ihre Schlagwörter und Beschreibungen bleiben erhalten.',
    trusted: (name) => `„${name}“ ist bestätigt`,
    marker: 'Markierungsdatei im Ordner anlegen',
    markerOf: (name) => `Markierungsdatei im Ordner von ${name} anlegen`,
    markerText:
      'Eine kleine versteckte Datei, an der Keepsight diesen Ordner auf jedem Datenträger wiedererkennt. Sie ist die einzige Datei, die Keepsight dort je schreibt.',
    lossTitle: (count, total) =>
      `${formatCount(count)} von ${files(total)} ${count === 1 ? 'ist' : 'sind'} nicht mehr, wo sie ${count === 1 ? 'war' : 'waren'}`,
    lossTitleIn: (name, count, total) =>
      `${name}: ${formatCount(count)} von ${files(total)} ${count === 1 ? 'ist' : 'sind'} nicht mehr, wo sie ${count === 1 ? 'war' : 'waren'}`,
    lossText: (when) =>
      `Bemerkt ${when}. Noch gilt nichts als fehlend. Ist ein Datenträger oder Ordner nur gerade nicht da, ihn verbinden und erneut nachsehen.`,
    lossExamples: (paths, hasMore) => `Darunter: ${visibleName(paths)}${hasMore ? ' und weitere' : ''}`,
    lossAccept: 'Sie sind weg',
    lossAcceptOf: (name) => `Die Dateien von ${name} sind weg`,
    lossLook: 'Erneut nachsehen',
    lossLookOf: (name) => `Erneut nach den Dateien von ${name} sehen`,
    lossAccepted: (count) =>
      `${plural(count, 'Datei gilt', 'Dateien gelten')} jetzt als fehlend. Schlagwörter und Beschreibungen bleiben erhalten.`,
    lossLooking: (name) => `In „${name}“ wird erneut nachgesehen`,
    lossBadge: 'wartet auf eine Antwort',
  },

  commands: {
    title: 'Befehle',
    field: 'Befehl, Ort oder Schlagwort eingeben',
    results: 'Passende Befehle',
    none: 'Nichts heißt so.',
    recent: 'Zuletzt benutzt',
    all: 'Befehle',
    tagWith: 'Auswahl damit verschlagworten',
    also: {
      commands: '',
      settings: 'optionen konfiguration',
      add_library: 'ordner importieren',
      scan_all: 'neu einlesen aktualisieren nach änderungen suchen',
      toggle_work: 'anhalten pause weiter hintergrund',
      tag: 'stichwort tag markieren',
      copy_tags: 'zwischenablage',
      paste_tags: 'zwischenablage übertragen',
      paint_tags: 'malen pinsel sprühdose',
      take_keywords: 'import IPTC XMP metadaten',
      import_tags: 'stichwortliste lightroom digikam',
      generate_insights: 'beschreiben titel generieren',
      undo: 'zurücknehmen',
      redo: 'erneut',
      select_all: '',
      select_none: 'abwählen leeren',
      zoom_in: 'zoom vergrößern',
      zoom_out: 'zoom verkleinern',
      zoom_reset: 'zoom standard',
      toggle_sidebar: 'leiste links',
      toggle_inspector: 'leiste rechts details informationen',
      health: 'probleme prüfen datenbank',
      history: 'änderungen protokoll',
      tags: 'stichwörter umbenennen zusammenführen löschen',
      shortcuts: 'tasten hilfe kürzel',
      rate_0: 'bewertung keine',
      rate_1: 'bewertung',
      rate_2: 'bewertung',
      rate_3: 'bewertung',
      rate_4: 'bewertung',
      rate_5: 'bewertung beste',
      pick: 'wahl behalten markieren',
      reject: 'ablehnen ausschuss',
      unflag: 'markierung entfernen',
      label_red: 'farbe etikett',
      label_orange: 'farbe etikett',
      label_yellow: 'farbe etikett',
      label_green: 'farbe etikett',
      label_blue: 'farbe etikett',
      label_purple: 'farbe etikett',
      label_none: 'farbe etikett',
      add_to_album: 'sammlung legen',
      choose_album: 'sammlung legen',
      new_album: 'sammlung anlegen',
      toggle_going_on: 'sichten weiter',
      toggle_filter: 'filtern eingrenzen sterne farbe',
    },
    titles: {
      commands: 'Liste der Befehle',
      settings: 'Einstellungen',
      add_library: 'Bibliothek hinzufügen',
      scan_all: 'Alle Bibliotheken durchsuchen',
      toggle_work: 'Einlesen anhalten oder fortsetzen',
      tag: 'Auswahl verschlagworten',
      copy_tags: 'Schlagwörter der Auswahl kopieren',
      paste_tags: 'Schlagwörter in die Auswahl einfügen',
      paint_tags: 'Fotos mit Klicks verschlagworten',
      take_keywords: 'Stichwörter aus Dateien übernehmen',
      import_tags: 'Schlagwörter aus einer Datei importieren',
      generate_insights: 'Beschreibungen erstellen',
      undo: 'Letzte Änderung rückgängig machen',
      redo: 'Wiederholen',
      select_all: 'Alle Fotos auswählen',
      select_none: 'Auswahl aufheben',
      zoom_in: 'Größere Miniaturen',
      zoom_out: 'Kleinere Miniaturen',
      zoom_reset: 'Miniaturen in üblicher Größe',
      toggle_sidebar: 'Seitenleiste ein- oder ausblenden',
      toggle_inspector: 'Inspektor ein- oder ausblenden',
      health: 'Zustand',
      history: 'Verlauf der Änderungen',
      tags: 'Schlagwörter verwalten',
      shortcuts: 'Tastenkürzel',
      rate_0: 'Keine Sterne',
      rate_1: '1 Stern',
      rate_2: '2 Sterne',
      rate_3: '3 Sterne',
      rate_4: '4 Sterne',
      rate_5: '5 Sterne',
      pick: 'Wählen',
      reject: 'Verwerfen',
      unflag: 'Wahl aufheben',
      label_red: 'Farbe Rot',
      label_orange: 'Farbe Orange',
      label_yellow: 'Farbe Gelb',
      label_green: 'Farbe Grün',
      label_blue: 'Farbe Blau',
      label_purple: 'Farbe Violett',
      label_none: 'Farbe entfernen',
      add_to_album: 'Auswahl ins zuletzt benutzte Album legen',
      choose_album: 'Auswahl in ein Album legen…',
      new_album: 'Neues Album',
      toggle_going_on: 'Nach dem Bewerten zum nächsten Foto: ein oder aus',
      toggle_filter: 'Filterleiste ein- oder ausblenden',
    },
    library: 'Zur Bibliothek',
    album: 'Zum Album',
    tag: 'Zum Schlagwort',
    view: 'Gehe zu',
    healthPart: 'Zustand',
    settingsTab: 'Einstellungen',
    language: 'Sprache',
    alsoLanguage: 'language sprache',
    scan: (library) => `${library} durchsuchen`,
  },

  shortcuts: {
    title: 'Tastenkürzel',
    close: 'Schließen',
    everywhere: 'Überall',
    groups: [
      {
        title: 'Fotos',
        items: [
          ['Bewegen', ['←', '→', '↑', '↓']],
          ['Auswahl erweitern', ['Umschalt', '←', '→', '↑', '↓']],
          ['Erstes, letztes', ['Pos1', 'Ende']],
          ['Seite nach oben, nach unten', ['Bild ↑', 'Bild ↓']],
          ['Öffnen', ['Eingabe']],
          ['Auswahl aufheben', ['Esc']],
          ['Größere und kleinere Miniaturen', ['Strg', 'Mausrad']],
        ],
      },
      {
        title: 'Alben',
        items: [
          ['Ein Foto in seinem Album verschieben', ['Alt', '←', '→', '↑', '↓']],
          ['Aus dem Album nehmen', ['Entf']],
        ],
      },
      {
        title: 'Bewerten, die Auswahl und in der Großansicht',
        items: [
          ['Sterne, keine', ['1', '2', '3', '4', '5', '0']],
          ['Wählen', ['P']],
          ['Verwerfen', ['X']],
          ['Wahl aufheben', ['U']],
          ['Rot, Gelb, Grün, Blau', ['6', '7', '8', '9']],
        ],
      },
      {
        title: 'Liste der Schlagwörter',
        items: [
          ['Fotos damit anzeigen', ['Eingabe']],
          ['Zeigen oder verbergen, was darunter steht', ['→', '←']],
          ['Umbenennen', ['F2']],
          ['Unter ein anderes Schlagwort verschieben', ['V']],
          ['Mit einem anderen Schlagwort zusammenführen', ['M']],
          ['Löschen', ['Entf']],
        ],
      },
      {
        title: 'Großansicht',
        items: [
          ['Vorheriges, nächstes', ['←', '→']],
          ['Originalgröße oder ganzes Bild', ['Z']],
          ['Näher, weiter weg', ['+', '-']],
          ['Ganzes Bild', ['Strg', '0']],
          ['Ein Bild verschieben, das größer als das Fenster ist', ['Umschalt', '←', '→', '↑', '↓']],
          ['Nächste Datei eines Fotos aus mehreren', ['F']],
          ['Benachbarte Fotos ein- oder ausblenden', ['S']],
          ['Video, auch das eines Bewegungsfotos, abspielen oder anhalten', ['Leertaste']],
          ['Zehn Sekunden zurück, vor', ['J', 'L']],
          ['Ein Bild zurück, vor', [',', '.']],
          ['Ton ein oder aus', ['M']],
          ['Schließen', ['Esc']],
        ],
      },
    ],
  },

  keys: { Mod: 'Strg', Shift: 'Umschalt' },

  toast: { dismiss: 'Schließen', region: 'Hinweise' },
  error: {
    title: 'Etwas ist schiefgegangen',
    text: 'Keepsight ist auf einen eigenen Fehler gestoßen. Die Dateien und die Datenbank sind nicht betroffen.',
    reload: 'Fenster neu laden',
  },
};
