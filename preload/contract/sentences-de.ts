/**
 * The sentences that main composes, in German. The left side is the English one as it stands in the code, with a name in
 * braces for each part that varies; a part that is on the list itself is translated too. A test reads the code of main and
 * asks for what is missing here, and for what is said no more.
 */
import type { ErrorCode } from './errors.js';

/** English and translated; the parts that vary by their names in braces. */
export type SentenceList = readonly (readonly [english: string, translated: string])[];

/** What is said of trouble whose own sentence is not below. */
export const troubleDe: Readonly<Record<ErrorCode, string>> = {
  invalid_request: 'Das ist nicht möglich.',
  forbidden: 'Das ist nicht erlaubt.',
  not_found: 'Das gibt es nicht mehr.',
  name_invalid: 'Dieser Name ist nicht möglich.',
  name_taken: 'Dieser Name ist schon vergeben.',
  folder_not_found: 'Diesen Ordner gibt es nicht.',
  folder_not_directory: 'Das ist kein Ordner.',
  folder_unreadable: 'Dieser Ordner kann nicht gelesen werden.',
  folder_not_writable: 'In diesen Ordner kann nicht geschrieben werden.',
  folder_too_broad: 'Dieser Ordner enthält mehr als Fotos.',
  folder_mismatch: 'Das ist wohl nicht der richtige Ordner.',
  library_duplicate: 'Dieser Ordner ist schon eine Bibliothek.',
  library_overlap: 'Dieser Ordner überschneidet sich mit einer Bibliothek.',
  library_offline: 'Die Bibliothek ist gerade nicht verfügbar.',
  database_unavailable: 'Die Datenbank ist nicht verfügbar.',
  database_read_only: 'In die Datenbank kann nicht geschrieben werden.',
  database_locked: 'Ein anderes Programm hält die Datenbank fest.',
  disk_full: 'Der Datenträger ist voll.',
  backup_unusable: 'Diese Sicherung kann nicht verwendet werden.',
  edit_impossible: 'Das lässt sich nicht machen.',
  pattern_invalid: 'Dieses Muster ist nicht möglich.',
  file_unreadable: 'Diese Datei kann nicht gelesen werden.',
  file_unwritable: 'Diese Datei kann nicht geschrieben werden.',
  cancelled: 'Abgebrochen.',
  internal: 'In Keepsight ist etwas schiefgegangen.',
};

export const sentencesDe: SentenceList = [
  // People
  ['This person is not there any more.', 'Diese Person gibt es nicht mehr.'],
  [
    'This person is called “{name}”. Rename that tag instead.',
    'Diese Person heißt „{name}“. Stattdessen dieses Schlagwort umbenennen.',
  ],
  ['This is one person already.', 'Das ist schon eine Person.'],
  ['This person has no name.', 'Diese Person hat keinen Namen.'],
  ['What was known of these faces has been deleted.', 'Was über diese Gesichter bekannt war, wurde gelöscht.'],
  [
    'Face data is still being deleted. Try again in a moment.',
    'Gesichtsdaten werden noch gelöscht. Gleich noch einmal versuchen.',
  ],
  // Data folder and database
  [
    'The disk that holds Keepsight’s data is full, so nothing more can be saved. What was saved before is safe: make room on the disk, and Keepsight goes on by itself.',
    'Der Datenträger mit den Daten von Keepsight ist voll, deshalb kann nichts mehr gespeichert werden. Bereits Gespeichertes ist sicher: Platz schaffen, dann macht Keepsight von selbst weiter.',
  ],
  [
    'Keepsight may not write into its data folder, so nothing can be saved. What was saved before is safe: allow writing there, then try again.',
    'Keepsight darf nicht in seinen Datenordner schreiben, deshalb kann nichts gespeichert werden. Bereits Gespeichertes ist sicher: das Schreiben dort erlauben, dann erneut versuchen.',
  ],
  [
    'Another program holds Keepsight’s database, so nothing can be saved now. Close that program (a backup tool, a database viewer), then try again.',
    'Ein anderes Programm hält die Datenbank von Keepsight fest, deshalb kann gerade nichts gespeichert werden. Dieses Programm schließen (etwa ein Sicherungsprogramm), dann erneut versuchen.',
  ],
  [
    'The disk that holds Keepsight’s data could not be read or written. Check the disk, then try again.',
    'Der Datenträger mit den Daten von Keepsight konnte nicht gelesen oder beschrieben werden. Den Datenträger prüfen, dann erneut versuchen.',
  ],
  [
    'Keepsight’s database is damaged. Nothing was changed; the recovery page offers its backups.',
    'Die Datenbank von Keepsight ist beschädigt. Nichts wurde verändert; die Wiederherstellungsseite bietet ihre Sicherungen an.',
  ],
  [
    'The clock of this computer was set back. Nothing is lost, but dates of new tags and insights may be wrong: check the date and time in the system’s settings.',
    'Die Uhr dieses Computers wurde zurückgestellt. Nichts ist verloren, aber die Zeiten neuer Schlagwörter und Beschreibungen können falsch sein: Datum und Uhrzeit in den Systemeinstellungen prüfen.',
  ],
  [
    'The database {path} could not be opened: {message}.',
    'Die Datenbank {path} konnte nicht geöffnet werden: {message}.',
  ],
  [
    'The file {path} is not a readable Keepsight database. It was left as it is: put a backup in its place, or move it away to start with an empty one.',
    'Die Datei {path} ist keine lesbare Datenbank von Keepsight. Sie blieb, wie sie ist: eine Sicherung an ihre Stelle legen oder sie verschieben, um mit einer leeren zu beginnen.',
  ],
  [
    "The file {path} is a database, but not one of Keepsight's. It was left as it is: choose another data folder.",
    'Die Datei {path} ist eine Datenbank, aber keine von Keepsight. Sie blieb, wie sie ist: einen anderen Datenordner wählen.',
  ],
  [
    'The database {path} was used by a newer Keepsight (it has “{migration}”). It was left as it is: update this app, or open a backup made before that update.',
    'Die Datenbank {path} wurde von einem neueren Keepsight benutzt (sie enthält „{migration}“). Sie blieb, wie sie ist: Keepsight aktualisieren oder eine ältere Sicherung öffnen.',
  ],
  [
    'The database {path} lacks a migration older than its newest one. It was left as it is: open a backup.',
    'Der Datenbank {path} fehlt eine ältere Umstellung. Sie blieb, wie sie ist: eine Sicherung öffnen.',
  ],
  ['The database does not have the migration {name}.', 'Der Datenbank fehlt die Umstellung {name}.'],
  [
    'No migrations were found in {folder}: the installation is incomplete.',
    'In {folder} fehlen Dateien: Die Installation ist unvollständig.',
  ],
  [
    'The thumbnail store {path} has version {version}; this app reads version {known}. Update this app, or move the file away: thumbnails are made again.',
    'Der Miniaturenspeicher {path} hat Version {version}; diese App liest Version {known}. Keepsight aktualisieren oder die Datei verschieben: Miniaturen werden neu angelegt.',
  ],
  [
    'This runtime offers Node-API {version}; the database needs {needed}. Run "npm start" once to set the runtime up, or name a matching binding in KEEPSIGHT_SQLITE_BINDING.',
    'Diese Laufzeitumgebung bietet Node-API {version}; die Datenbank braucht {needed}. Einmal „npm start“ ausführen oder in KEEPSIGHT_SQLITE_BINDING eine passende Bindung nennen.',
  ],
  ['The library is not open yet. Try again in a moment.', 'Keepsight ist noch nicht so weit. Gleich erneut versuchen.'],
  [
    'Keepsight’s engine stopped. Try again in a moment.',
    'Ein Teil von Keepsight wurde angehalten. Gleich erneut versuchen.',
  ],
  ['A reader stopped. Try again in a moment.', 'Ein Teil von Keepsight wurde angehalten. Gleich erneut versuchen.'],
  [
    'Keepsight’s engine stops again and again. Your tags and insights are safe in the database; the log tells more.',
    'Ein Teil von Keepsight bricht immer wieder ab. Schlagwörter und Beschreibungen sind in der Datenbank sicher; das Protokoll sagt mehr.',
  ],
  ['The engine did not start.', 'Keepsight konnte nicht starten.'],
  [
    'Something went wrong inside Keepsight ({reason}). Nothing was lost; try again.',
    'In Keepsight ist etwas schiefgegangen ({reason}). Nichts ging verloren; erneut versuchen.',
  ],
  [
    'Something went wrong inside Keepsight; the log tells more.',
    'In Keepsight ist etwas schiefgegangen; das Protokoll sagt mehr.',
  ],
  [
    'The database is being put in order already. Wait until it is done.',
    'Die Datenbank wird schon in Ordnung gebracht. Bitte warten, bis das fertig ist.',
  ],
  [
    'The database is not damaged: there is nothing to mend.',
    'Die Datenbank ist nicht beschädigt: Es gibt nichts zu retten.',
  ],
  [
    'What was read could not be written soundly, so nothing was changed. Check the disk, then try again.',
    'Das Gelesene konnte nicht fehlerfrei geschrieben werden, deshalb wurde nichts verändert. Den Datenträger prüfen, dann erneut versuchen.',
  ],
  ['The check of the database stopped. Try again.', 'Die Prüfung der Datenbank brach ab. Erneut versuchen.'],
  ['The check of the database stopped: {reason}.', 'Die Prüfung der Datenbank brach ab: {reason}.'],

  // What a check of the database finds
  [
    'An index does not match what it lists; searches may miss photos.',
    'Ein Verzeichnis passt nicht zu dem, was es aufführt; bei Suchen können Fotos fehlen.',
  ],
  [
    'Something is there twice that may be there only once.',
    'Etwas ist doppelt vorhanden, das es nur einmal geben darf.',
  ],
  ['A stored value cannot be right.', 'Ein gespeicherter Wert kann nicht stimmen.'],
  ['A part of the database file is damaged.', 'Ein Teil der Datenbankdatei ist beschädigt.'],
  [
    'An index does not match what it lists; searches may miss photos. ({line})',
    'Ein Verzeichnis passt nicht zu dem, was es aufführt; bei Suchen können Fotos fehlen. ({line})',
  ],
  [
    'Something is there twice that may be there only once. ({line})',
    'Etwas ist doppelt vorhanden, das es nur einmal geben darf. ({line})',
  ],
  ['A stored value cannot be right. ({line})', 'Ein gespeicherter Wert kann nicht stimmen. ({line})'],
  ['A part of the database file is damaged. ({line})', 'Ein Teil der Datenbankdatei ist beschädigt. ({line})'],

  // Backups
  [
    'The backup {name} is not in the backup folder any more.',
    'Die Sicherung {name} ist nicht mehr im Ordner der Sicherungen.',
  ],
  ['The backup {name} {what}', 'Die Sicherung {name} {what}'],
  ['is damaged and cannot be used. Choose another one.', 'ist beschädigt und nicht verwendbar. Eine andere wählen.'],
  ['is empty. Choose another one.', 'ist leer. Eine andere wählen.'],
  [
    'was made by a newer Keepsight. Update this app to use it.',
    'stammt von einem neueren Keepsight. Um sie zu verwenden, Keepsight aktualisieren.',
  ],
  [
    'is not one of Keepsight’s databases. Choose another one.',
    'ist keine Datenbank von Keepsight. Eine andere wählen.',
  ],
  [
    'The backup could not be read back, so it was not kept. Check the disk, then try again.',
    'Die Sicherung war nicht lesbar und wurde deshalb verworfen. Den Datenträger prüfen, dann erneut versuchen.',
  ],
  ['The backup was stopped.', 'Die Sicherung wurde abgebrochen.'],
  [
    'There is not enough room for a backup: it takes {needed}, and {free} are free. Make room on the disk, then try again.',
    'Für eine Sicherung ist nicht genug Platz: Sie braucht {needed}, frei sind {free}. Platz schaffen, dann erneut versuchen.',
  ],
  [
    'There is not enough room for a backup. Make room on the disk, then try again.',
    'Für eine Sicherung ist nicht genug Platz. Platz schaffen, dann erneut versuchen.',
  ],
  [
    'The backup could not be written into {folder}. Check that folder, then try again.',
    'Die Sicherung konnte nicht in {folder} geschrieben werden. Diesen Ordner prüfen, dann erneut versuchen.',
  ],

  // Libraries and folders
  ['This library is no longer in Keepsight.', 'Diese Bibliothek ist nicht mehr in Keepsight.'],
  ['This library was removed meanwhile.', 'Diese Bibliothek wurde inzwischen entfernt.'],
  ['This folder is already the library “{name}”.', 'Dieser Ordner ist schon die Bibliothek „{name}“.'],
  [
    'This folder lies inside the library “{name}” ({path}), which already shows its photos.',
    'Dieser Ordner liegt in der Bibliothek „{name}“ ({path}), die seine Fotos schon zeigt.',
  ],
  [
    'This folder contains the library “{name}” ({path}). Remove that library first; its tags and insights stay.',
    'Dieser Ordner enthält die Bibliothek „{name}“ ({path}). Diese zuerst entfernen; ihre Schlagwörter und Beschreibungen bleiben erhalten.',
  ],
  [
    'A whole disk is more than photos. Choose the folder that holds them.',
    'Ein ganzer Datenträger enthält mehr als Fotos. Den Ordner wählen, in dem sie liegen.',
  ],
  [
    'This is your home folder or one above it: it holds much that is not photos. A folder such as Pictures is usually better.',
    'Dies ist der persönliche Ordner oder einer darüber: Er enthält vieles, das kein Foto ist. Ein Ordner wie „Bilder“ ist meist besser.',
  ],
  [
    'A library needs a name of 1 to 100 characters in one line.',
    'Eine Bibliothek braucht einen Namen von 1 bis 100 Zeichen in einer Zeile.',
  ],
  [
    '{path} is a file, not a folder. Choose the folder that holds it.',
    '{path} ist eine Datei, kein Ordner. Den Ordner wählen, in dem sie liegt.',
  ],
  [
    'There is no folder {path}. Check the path, or connect its drive.',
    'Den Ordner {path} gibt es nicht. Den Pfad prüfen oder seinen Datenträger verbinden.',
  ],
  [
    '{path} cannot be read ({code}). Give yourself permission to read it, then try again.',
    '{path} kann nicht gelesen werden ({code}). Die Berechtigung zum Lesen erteilen, dann erneut versuchen.',
  ],
  [
    '{path} is not a whole path. Give it from the start, as in {example}.',
    '{path} ist kein vollständiger Pfad. Ihn von Anfang an angeben, wie in {example}.',
  ],
  [
    'None of the photos of “{name}” was found in {path}. Is it the right folder?',
    'Keines der Fotos von „{name}“ wurde in {path} gefunden. Ist es der richtige Ordner?',
  ],
  [
    '“{name}” is not there now. Connect its drive, then try again.',
    '„{name}“ ist gerade nicht da. Den Datenträger verbinden, dann erneut versuchen.',
  ],
  [
    'The marker file could not be written: the drive of {path} is full.',
    'Die Markierungsdatei konnte nicht geschrieben werden: Der Datenträger von {path} ist voll.',
  ],
  [
    'The marker file in {path} could not be changed: the folder or its drive only lets itself be read ({code}). The library works without it.',
    'Die Markierungsdatei in {path} konnte nicht geändert werden: Der Ordner oder sein Datenträger ist schreibgeschützt ({code}). Die Bibliothek kommt ohne sie aus.',
  ],
  [
    'The file cannot be shown: it is not there now. Connect its drive, then try again.',
    'Die Datei kann nicht angezeigt werden: Sie ist gerade nicht da. Den Datenträger verbinden, dann erneut versuchen.',
  ],

  // Whether a library is there
  ['Not looked at yet.', 'Noch nicht nachgesehen.'],
  [
    '{path} is not there. Connect its drive, or relocate the library if it has moved.',
    '{path} ist nicht da. Den Datenträger verbinden oder die Bibliothek neu zuordnen, falls ihr Ordner verschoben wurde.',
  ],
  ['{path} is not a folder any more.', '{path} ist kein Ordner mehr.'],
  [
    '{path} does not answer. Check the drive or the network.',
    '{path} antwortet nicht. Den Datenträger oder das Netzwerk prüfen.',
  ],
  [
    '{path} cannot be read ({code}). Check its permissions and its drive.',
    '{path} kann nicht gelesen werden ({code}). Die Berechtigungen und den Datenträger prüfen.',
  ],
  [
    '{path} is empty, though photos are known there. Is its drive mounted? Nothing is taken as deleted.',
    '{path} ist leer, obwohl Fotos darin bekannt sind. Ist der Datenträger eingehängt? Nichts gilt als gelöscht.',
  ],
  [
    '{path} {what}. Nothing is taken as deleted. Connect the right drive, or say that this is the library’s folder.',
    '{path} {what}. Nichts gilt als gelöscht. Den richtigen Datenträger verbinden oder bestätigen, dass dies der Ordner der Bibliothek ist.',
  ],
  ['no longer holds its marker file', 'enthält seine Markierungsdatei nicht mehr'],
  ['is marked as another library', 'ist als eine andere Bibliothek markiert'],
  [
    'Another drive is mounted where {path} was. Nothing is taken as deleted. Connect the right drive, or say that this is the library’s folder.',
    'Wo {path} war, ist ein anderer Datenträger eingehängt. Nichts gilt als gelöscht. Den richtigen verbinden oder bestätigen, dass dies der Ordner der Bibliothek ist.',
  ],
  [
    '{path} only lets itself be read. That is enough: Keepsight does not change your files.',
    '{path} ist schreibgeschützt. Das genügt: Keepsight verändert keine Dateien.',
  ],
  [
    'Its photos are at {path} now. Relocate the library there to go on where you left off.',
    'Ihre Fotos liegen jetzt unter {path}. Die Bibliothek dorthin neu zuordnen, um nahtlos weiterzumachen.',
  ],

  // What is left out of a library
  [
    'It is a link. Links are not followed: add the folder it leads to as a library of its own.',
    'Es ist eine Verknüpfung. Verknüpfungen wird nicht gefolgt: den Ordner, zu dem sie führt, als eigene Bibliothek hinzufügen.',
  ],
  [
    'It is the library of another program. Export its photos into a folder, and add that folder as a library.',
    'Es ist die Bibliothek eines anderen Programms. Ihre Fotos in einen Ordner exportieren und diesen als Bibliothek hinzufügen.',
  ],
  [
    'Its name is not valid Unicode. Rename it to add it.',
    'Der Name ist kein gültiges Unicode. Zum Hinzufügen umbenennen.',
  ],
  [
    'No permission to read it. Allow it, then scan again.',
    'Keine Berechtigung zum Lesen. Sie erteilen, dann erneut durchsuchen.',
  ],
  ['Its path leads through too many links.', 'Der Pfad führt über zu viele Verknüpfungen.'],
  [
    'Its path is too long for this system. Move it to a folder higher up to add it.',
    'Der Pfad ist für dieses System zu lang. Zum Hinzufügen in einen höheren Ordner verschieben.',
  ],
  [
    'The disk reports an error. Check the disk, then scan again.',
    'Der Datenträger meldet einen Fehler. Ihn prüfen, dann erneut durchsuchen.',
  ],
  ['It cannot be read ({code}).', 'Nicht lesbar ({code}).'],
  [
    'It is only in the cloud. Download it with {service} to add it.',
    'Liegt nur in der Cloud. Zum Hinzufügen mit {service} herunterladen.',
  ],
  ['your cloud service', 'dem Cloud-Dienst'],
  ['It is not a file but {what}. It is never opened.', 'Keine Datei, sondern {what}. So etwas wird nie geöffnet.'],
  ['a pipe', 'eine Pipe'],
  ['a socket', 'ein Socket'],
  ['a device', 'ein Gerät'],
  [
    'There are {count} patterns, and at most {most} are possible. Join some of them.',
    'Es sind {count} Muster, möglich sind höchstens {most}. Einige zusammenfassen.',
  ],
  ['“{pattern}” cannot be used: {why}', '„{pattern}“ ist nicht möglich: {why}'],
  ['a pattern is one line of visible characters.', 'Ein Muster ist eine Zeile aus sichtbaren Zeichen.'],
  ['a pattern has at most {most} characters.', 'Ein Muster hat höchstens {most} Zeichen.'],
  ['a pattern has at most {most} stars.', 'Ein Muster hat höchstens {most} Sterne.'],
  ['folders are separated by “/”, also on Windows.', 'Ordner werden durch „/“ getrennt, auch unter Windows.'],
  [
    'it would leave out everything. Remove the library instead.',
    'Es würde alles auslassen. Stattdessen die Bibliothek entfernen.',
  ],
  ['its brackets do not match.', 'Seine Klammern passen nicht zusammen.'],

  // Photos, tags and insights
  ['This photo is no longer in a library.', 'Dieses Foto ist in keiner Bibliothek mehr.'],
  ['This insight is no longer there.', 'Diese Beschreibung gibt es nicht mehr.'],
  ['This tag is not there any more.', 'Dieses Schlagwort gibt es nicht mehr.'],
  ['This tag was removed meanwhile.', 'Dieses Schlagwort wurde inzwischen entfernt.'],
  ['This tag is no longer on the list.', 'Dieses Schlagwort steht nicht mehr auf der Liste.'],
  ['This album is not there any more.', 'Dieses Album gibt es nicht mehr.'],
  [
    'An album needs a name of 1 to {most} characters in one line.',
    'Ein Album braucht einen Namen von 1 bis {most} Zeichen in einer Zeile.',
  ],
  ['The album “{name}” is there already.', 'Das Album „{name}“ gibt es schon.'],
  ['The album “{name}” no longer exists.', 'Das Album „{name}“ gibt es nicht mehr.'],
  ['The photos of “{name}” are chosen, not searched for.', 'Die Fotos von „{name}“ sind ausgewählt, nicht gesucht.'],
  ['This edit is not in the history.', 'Diese Änderung steht nicht im Verlauf.'],
  ['This edit has been taken back already.', 'Diese Änderung wurde schon zurückgenommen.'],
  ['The tag “{name}” no longer exists.', 'Das Schlagwort „{name}“ gibt es nicht mehr.'],
  [
    'It has been said already which photos this tag means.',
    'Welche Fotos dieses Schlagwort meint, ist schon festgelegt.',
  ],
  [
    'One of these photos never stood at the path of this tag.',
    'Eines dieser Fotos lag nie unter dem Pfad dieses Schlagworts.',
  ],
  [
    'A tag needs a name of 1 to {most} characters in one line, and at most {all} with the tags above it.',
    'Ein Schlagwort braucht einen Namen von 1 bis {most} Zeichen in einer Zeile, und höchstens {all} mit den Schlagwörtern darüber.',
  ],
  ['“{name}” cannot stand below itself.', '„{name}“ kann nicht unter sich selbst stehen.'],
  ['“{name}” is another name of the tag “{tag}”.', '„{name}“ ist ein weiterer Name des Schlagworts „{tag}“.'],
  [
    '“{name}” cannot be merged into “{below}”, which stands below it. Move that one first.',
    '„{name}“ lässt sich nicht mit „{below}“ zusammenführen, das darunter steht. Erst jenes verschieben.',
  ],
  ['“{name}” cannot be another name: it has a / in it.', '„{name}“ kann kein weiterer Name sein: Es enthält ein /.'],
  ['“{name}” is a name of the tag “{tag}” already.', '„{name}“ ist schon ein Name des Schlagworts „{tag}“.'],

  // Lists of tags
  ['There is no name.', 'Da steht kein Name.'],
  ['The name is longer than {most} characters.', 'Der Name ist länger als {most} Zeichen.'],
  ['The name has characters that no name can have.', 'Der Name enthält Zeichen, die kein Name haben kann.'],
  ['Only the first {most} tags are read.', 'Nur die ersten {most} Schlagwörter werden gelesen.'],
  ['This is no sound JSON: {reason}.', 'Das ist kein gültiges JSON: {reason}.'],
  ['This JSON is none of Keepsight’s tags.', 'Dieses JSON enthält keine Schlagwörter von Keepsight.'],
  ['“{name}” stands further in than what is above it.', '„{name}“ ist weiter eingerückt, als es zu dem darüber passt.'],
  ['“{name}” is another name of nothing.', '„{name}“ ist ein weiterer Name von nichts.'],
  ['“{name}” is too large to be a list of tags.', '„{name}“ ist zu groß für eine Liste von Schlagwörtern.'],
  ['“{name}” could not be read: {reason}.', '„{name}“ konnte nicht gelesen werden: {reason}.'],
  ['“{name}” could not be written: {reason}.', '„{name}“ konnte nicht geschrieben werden: {reason}.'],
  [
    'There is a tag “{name}” already. To make them one, merge them.',
    'Ein Schlagwort „{name}“ gibt es schon. Um beide zu vereinen, sie zusammenführen.',
  ],
  ['“{name}” cannot be merged into itself.', '„{name}“ lässt sich nicht mit sich selbst zusammenführen.'],
  [
    'Another tag is called “{name}” now. Rename that one first, then take this back.',
    'Ein anderes Schlagwort heißt jetzt „{name}“. Erst jenes umbenennen, dann dies zurücknehmen.',
  ],
  [
    '“{path}” has not been read yet, so its copies are not known. Wait until it is read, or tag the photo instead.',
    '„{path}“ ist noch nicht eingelesen, deshalb sind die Kopien nicht bekannt. Warten, bis das geschehen ist, oder das ganze Foto verschlagworten.',
  ],
  [
    '“{name}” has not been looked through whole yet, and may hold these photos. Scan it first, or remove it.',
    '„{name}“ ist noch nicht ganz durchsucht und enthält vielleicht diese Fotos. Zuerst durchsuchen oder entfernen.',
  ],
  [
    '{files} not been read yet, and may hold these photos. Try again later.',
    '{files} noch nicht eingelesen und vielleicht eines dieser Fotos. Später erneut versuchen.',
  ],
  ['One file has', 'Eine Datei ist'],
  ['{count} files have', '{count} Dateien sind'],
  ['Keepsight was closed before all of it was deleted.', 'Keepsight wurde geschlossen, bevor alles gelöscht war.'],

  // Why there is no picture
  ['The file is empty (0 bytes).', 'Die Datei ist leer (0 Byte).'],
  [
    'No permission to read the file. Allow it, then scan again.',
    'Keine Berechtigung, die Datei zu lesen. Sie erteilen, dann erneut durchsuchen.',
  ],
  [
    'The file cannot be read ({code}). Check its disk, then scan again.',
    'Die Datei kann nicht gelesen werden ({code}). Den Datenträger prüfen, dann erneut durchsuchen.',
  ],
  [
    'The file could not be read ({code}); it will be tried again.',
    'Die Datei konnte nicht gelesen werden ({code}); es wird erneut versucht.',
  ],
  ['The file cannot be read ({code}).', 'Die Datei kann nicht gelesen werden ({code}).'],
  [
    'The file is still being written. It is read when it is complete.',
    'Die Datei wird noch geschrieben. Sie wird eingelesen, sobald sie vollständig ist.',
  ],
  ['The file is still being written.', 'Die Datei wird noch geschrieben.'],
  ['The file is too large for a preview (over 256 MB).', 'Die Datei ist für eine Vorschau zu groß (über 256 MB).'],
  ['The file is too large to be shown (over 256 MB).', 'Die Datei ist zum Anzeigen zu groß (über 256 MB).'],
  ['Preview not supported yet for {type} files.', 'Für {type}-Dateien gibt es noch keine Vorschau.'],
  [
    'The preview in this RAW file cannot be read: ExifTool does not run on this computer.',
    'Die Vorschau in dieser RAW-Datei kann nicht gelesen werden: ExifTool läuft auf diesem Computer nicht.',
  ],
  [
    'The picture in this RAW file cannot be read: ExifTool does not run on this computer.',
    'Das Bild in dieser RAW-Datei kann nicht gelesen werden: ExifTool läuft auf diesem Computer nicht.',
  ],
  [
    'The image is too large to be decoded safely (over {count} megapixels).',
    'Das Bild ist zu groß, um sicher geöffnet zu werden (über {count} Megapixel).',
  ],
  [
    'The image is too large to be decoded safely: the memory does not suffice.',
    'Das Bild ist zu groß, um sicher geöffnet zu werden: Der Speicher reicht nicht.',
  ],
  [
    'The image is too large to be drawn safely (an SVG of over 16 MB).',
    'Das Bild ist zu groß, um sicher gezeichnet zu werden (ein SVG von über 16 MB).',
  ],
  [
    'The file is not an image, or is damaged from its first bytes.',
    'Die Datei ist kein Bild oder von Anfang an beschädigt.',
  ],
  ['The file is cut short: part of the picture is missing.', 'Die Datei ist abgeschnitten: Ein Teil des Bildes fehlt.'],
  [
    'The file is damaged and cannot be decoded ({detail}).',
    'Die Datei ist beschädigt und kann nicht geöffnet werden ({detail}).',
  ],
  ['The file is damaged: its header makes no sense.', 'Die Datei ist beschädigt: Ihr Anfang ergibt keinen Sinn.'],
  ['The file is damaged: it holds no picture.', 'Die Datei ist beschädigt: Sie enthält kein Bild.'],
  ['The file is damaged: its picture has no size.', 'Die Datei ist beschädigt: Ihr Bild hat keine Größe.'],
  ['The file is damaged: its colour table is missing.', 'Die Datei ist beschädigt: Ihre Farbtabelle fehlt.'],
  ['The file is damaged: some of its colours are missing.', 'Die Datei ist beschädigt: Einige Farben fehlen.'],
  [
    'The picture in this bitmap is packed in a way that cannot be decoded.',
    'Das Bild in dieser Bitmap ist auf eine Weise gepackt, die nicht gelesen werden kann.',
  ],
  [
    'The picture in this HEIF file is stored in a way that cannot be decoded ({detail}).',
    'Das Bild in dieser HEIF-Datei ist auf eine Weise gespeichert, die nicht gelesen werden kann ({detail}).',
  ],
  [
    'Photoshop files in Lab or multichannel mode, or with 32 bits a channel, have no preview.',
    'Photoshop-Dateien im Lab- oder Mehrkanalmodus oder mit 32 Bit je Kanal haben keine Vorschau.',
  ],
  [
    'The file holds layers only. Save it in Photoshop with “Maximize compatibility” to see a preview.',
    'Die Datei enthält nur Ebenen. Für eine Vorschau in Photoshop mit „Kompatibilität maximieren“ speichern.',
  ],
  [
    'The composite of this Photoshop file is packed in a way that cannot be read.',
    'Das Gesamtbild dieser Photoshop-Datei ist auf eine Weise gepackt, die nicht gelesen werden kann.',
  ],
  [
    'The decoder stopped while reading this file: it is damaged or made to do harm.',
    'Das Lesen dieser Datei brach ab: Sie ist beschädigt oder soll Schaden anrichten.',
  ],
  [
    'The file needs more memory to be decoded than is safe (over 1 GB).',
    'Die Datei bräuchte zum Öffnen mehr Speicher, als sicher ist (über 1 GB).',
  ],
  ['The file took too long to decode and was given up.', 'Das Öffnen der Datei dauerte zu lange und wurde aufgegeben.'],
  [
    'This RAW file holds no preview picture that can be shown.',
    'Diese RAW-Datei enthält kein Vorschaubild, das sich anzeigen lässt.',
  ],
  [
    'The picture in a RAW file cannot be read when its name or its folder’s has a line break. Rename it, then scan again.',
    'Das Bild in einer RAW-Datei kann nicht gelesen werden, wenn ihr Name oder der ihres Ordners einen Zeilenumbruch hat. Umbenennen, dann erneut durchsuchen.',
  ],
  ['The file is damaged, or is no RAW file ({reason}).', 'Die Datei ist beschädigt oder keine RAW-Datei ({reason}).'],
  ['The file is damaged, or is no RAW file', 'Die Datei ist beschädigt oder keine RAW-Datei'],
  [
    '{what}: nothing that a camera writes was found in it.',
    '{what}: Nichts, was eine Kamera schreibt, wurde darin gefunden.',
  ],
  [
    'The preview picture in this RAW file cannot be read ({reason}).',
    'Das Vorschaubild in dieser RAW-Datei kann nicht gelesen werden ({reason}).',
  ],
  ['This file holds sound without a picture.', 'Diese Datei enthält Ton ohne Bild.'],
  [
    'The file is no video, or is damaged from its first bytes.',
    'Die Datei ist kein Video oder von Anfang an beschädigt.',
  ],
  [
    'The video is damaged or cut short, and cannot be played.',
    'Das Video ist beschädigt oder abgeschnitten und kann nicht abgespielt werden.',
  ],
  ['The process that looks at photos stopped at this one.', 'Beim Ansehen dieses Fotos brach der Vorgang ab.'],
  ['The process that looks at photos does not start.', 'Der Vorgang, der Fotos ansieht, startet nicht.'],
  [
    'Looking at the photo took too long and was given up.',
    'Das Ansehen des Fotos dauerte zu lange und wurde aufgegeben.',
  ],
  [
    'Looking at the photo needs more memory than is safe.',
    'Das Ansehen des Fotos braucht mehr Speicher, als sicher ist.',
  ],
  ['The photo cannot be looked at ({detail}).', 'Das Foto kann nicht angesehen werden ({detail}).'],
  [
    'Looking at the photo was begun several times and never came to its end.',
    'Das Ansehen des Fotos wurde mehrmals begonnen und kam nie zu Ende.',
  ],
  [
    'The player stopped while it opened this video: it is damaged or made to do harm.',
    'Das Öffnen dieses Videos brach ab: Es ist beschädigt oder soll Schaden anrichten.',
  ],
  ['The video took too long to open and was given up.', 'Das Öffnen des Videos dauerte zu lange und wurde aufgegeben.'],
  ['Keepsight cannot play this kind of video.', 'Keepsight kann diese Art von Video nicht abspielen.'],
  [
    'Keepsight cannot play this kind of video ({kind}).',
    'Keepsight kann diese Art von Video nicht abspielen ({kind}).',
  ],
  [
    'The file is not there now. Connect its drive, or scan its library again.',
    'Die Datei ist gerade nicht da. Den Datenträger verbinden oder die Bibliothek erneut durchsuchen.',
  ],
  [
    'The picture was passed over for later ones. Open it again.',
    'Das Bild wurde zugunsten späterer übergangen. Erneut öffnen.',
  ],
  ['This is a video: it is played, not drawn.', 'Dies ist ein Video: Es wird abgespielt, nicht gezeichnet.'],

  // What the self-check compares
  ['{what} in “{library}”', '{what} in „{library}“'],
  ['photos with the tag “{name}”', 'Fotos mit dem Schlagwort „{name}“'],
  ['photos in all libraries', 'Fotos in allen Bibliotheken'],
  ['photos with any tag', 'Fotos mit irgendeinem Schlagwort'],
  ['photos of an edit of {what} in the history', 'Fotos einer Änderung im Verlauf: {what}'],
  ['the tag “{name}”', 'Schlagwort „{name}“'],
  ['files', 'Dateien'],
  ['photos', 'Fotos'],
  ['missing files', 'fehlende Dateien'],
  ['files without a preview', 'Dateien ohne Vorschau'],
  ['files waiting to be read', 'Dateien, die aufs Einlesen warten'],
  ['{what} filed under another photo than their bytes say', '{what} bei einem anderen Foto, als ihr Inhalt sagt'],
  [
    '{what} that wait for their photo although it is known, unnoticed',
    '{what}, die unbemerkt auf ihr Foto warten, obwohl es bekannt ist',
  ],
  ['tags on photos', 'Schlagwörter an Fotos'],
  ['tags', 'Schlagwörter'],
  ['insights', 'Beschreibungen'],
  ['marks', 'Bewertungen'],
  ['photos in albums', 'Fotos in Alben'],
  ['photos in stacks', 'Fotos in Stapeln'],
  ['photos kept out of stacks', 'aus Stapeln herausgehaltene Fotos'],
  ['photos with several current insights, unnoticed', 'Fotos mit mehreren aktuellen Beschreibungen, unbemerkt'],
  ['deleted insights that are shown as current', 'gelöschte Beschreibungen, die als aktuell gezeigt werden'],
  ['tags for one copy that do not say which file', 'Schlagwörter für eine Kopie, die nicht sagen, welche'],
  [
    'tags for one copy that apply although its file holds other bytes',
    'Schlagwörter für eine Kopie, die trotz anderen Inhalts gelten',
  ],
  ['files of removed libraries', 'Dateien entfernter Bibliotheken'],
  ['edits and undos that do not point at each other', 'Änderungen und Zurücknahmen, die nicht aufeinander verweisen'],
  ['changes in the history that belong to no edit', 'Einträge im Verlauf, die zu keiner Änderung gehören'],
  ['files behind a file that does not show them', 'Dateien hinter einer Datei, die sie nicht zeigt'],
  ['silently changed files that are not in any library', 'unbemerkt geänderte Dateien, die in keiner Bibliothek sind'],
  [
    'older tags that may mean several photos, unnoticed',
    'ältere Schlagwörter, die mehrere Fotos meinen können, unbemerkt',
  ],
  [
    'photos of an ambiguous tag that is not on the list',
    'Fotos eines mehrdeutigen Schlagworts, das nicht auf der Liste steht',
  ],

  // Jobs
  ['This job is no longer in the list.', 'Dieser Auftrag steht nicht mehr in der Liste.'],
  [
    'Keepsight ended each time while it described this photo.',
    'Keepsight wurde jedes Mal beendet, während es dieses Foto beschrieb.',
  ],
  [
    'Your own model is switched off. Switch it on in the settings, then resume this.',
    'Das eigene Modell ist ausgeschaltet. Es in den Einstellungen einschalten, dann hier fortsetzen.',
  ],

  [
    'Your own model is at another address now. Resume this to send the photos there.',
    'Das eigene Modell hat jetzt eine andere Adresse. Hier fortsetzen, um die Fotos dorthin zu senden.',
  ],
  ['This was stopped.', 'Das wurde abgebrochen.'],

  // The user's own model
  [
    'This is no address of a server. It begins with http:// or https://.',
    'Das ist keine Adresse eines Servers. Sie beginnt mit http:// oder https://.',
  ],
  [
    'Give the address of a server and choose a model first.',
    'Zuerst die Adresse eines Servers angeben und ein Modell wählen.',
  ],
  ['Give the address of a server first.', 'Zuerst die Adresse eines Servers angeben.'],
  ['This prompt is no longer there.', 'Diese Frage gibt es nicht mehr.'],
  ['The prompt is empty.', 'Die Frage ist leer.'],
  ['The prompt is too long.', 'Die Frage ist zu lang.'],
  ['There is nothing that {{unknown}} could stand for.', 'Es gibt nichts, wofür {{unknown}} stehen könnte.'],
  [
    'The prompt of your own model is gone. Choose one in the settings.',
    'Die Frage für das eigene Modell ist fort. In den Einstellungen eine wählen.',
  ],
  [
    'The model did not answer in the form it was asked for, twice.',
    'Das Modell hat zweimal nicht in der verlangten Form geantwortet.',
  ],
  [
    'Nothing answers at {host}. Start the server, or correct its address.',
    'Unter {host} antwortet nichts. Den Server starten oder die Adresse berichtigen.',
  ],
  ['{host} broke off in the middle of its answer.', '{host} hat seine Antwort mittendrin abgebrochen.'],
  [
    '{host} took longer than the time that the settings allow.',
    '{host} hat länger gebraucht, als die Einstellungen erlauben.',
  ],
  ['{host} sent far more than an answer.', '{host} hat weit mehr als eine Antwort gesendet.'],
  [
    '{host} sends requests on to {other}, which Keepsight does not follow. Give that address, if you trust it.',
    '{host} leitet Anfragen an {other} weiter, wohin Keepsight nicht folgt. Diese Adresse angeben, wenn sie vertrauenswürdig ist.',
  ],
  [
    '{host} does not accept the key. Check the key in the settings.',
    '{host} nimmt den Schlüssel nicht an. Den Schlüssel in den Einstellungen prüfen.',
  ],
  ['{host} wants to be paid first: {detail}', '{host} will zuerst bezahlt werden: {detail}'],
  [
    '{host} does not know this model or this address: {detail}',
    '{host} kennt dieses Modell oder diese Adresse nicht: {detail}',
  ],
  ['{host} is busy.', '{host} ist gerade beschäftigt.'],
  ['{host} reports an error of its own: {detail}', '{host} meldet einen eigenen Fehler: {detail}'],
  ['{host} refuses the request: {detail}', '{host} lehnt die Anfrage ab: {detail}'],
  ['{host} does not answer as Ollama does.', '{host} antwortet nicht wie Ollama.'],
  ['{host} does not answer as servers of this kind do.', '{host} antwortet nicht wie Server dieser Art.'],
  ['An insight needs a title.', 'Eine Beschreibung braucht einen Titel.'],
  [
    '“{name}” is no file of insights that Keepsight wrote.',
    '„{name}“ ist keine Datei mit Beschreibungen, die Keepsight geschrieben hat.',
  ],
  ['“{name}” is too large to be read at once.', '„{name}“ ist zu groß, um auf einmal gelesen zu werden.'],
];
