import type { rejectReasons as english } from './reject-reasons.en.ts';

/** Why a row is not taken, in German. */
export const rejectReasons: typeof english = {
  'bad-boolean': 'Das ist weder ja noch nein (erwartet: true, false, yes, no, 1 oder 0)',
  'bad-currency': 'Das ist kein Währungscode (erwartet: drei Buchstaben wie EUR)',
  'bad-email': 'Das ist keine E-Mail-Adresse',
  'bad-json': 'Die Zeile ist kein gültiges JSON',
  'bad-number':
    'Das ist keine Zahl (erwartet: ohne Tausendertrennzeichen und Währungszeichen, ganze Zahlen ohne Nachkommastellen)',
  'bad-phone': 'Das ist keine Telefonnummer',
  'bad-products': 'Das lässt sich nicht als Liste von Produkten lesen',
  'bad-time': 'Das ist kein Zeitpunkt in der gewählten Schreibweise',
  'duplicate-message': 'Ein Ereignis mit dieser Nachrichten-ID gibt es schon',
  erased: 'Sie nennt eine Person, die gelöscht wurde, und wird nicht aufbewahrt',
  'missing-action': 'Es fehlt, was geschehen ist',
  'missing-identifier': 'Es fehlt, zu wem das Ereignis gehört',
  'missing-time': 'Es fehlt, wann es geschehen ist',
  'not-an-object': 'Die Zeile ist kein JSON-Objekt, das in geschweiften Klammern steht',
  'nul-character': 'Sie enthält ein NUL-Zeichen, das sich nicht speichern lässt',
  'number-out-of-range': 'Diese Zahl ist zu groß: Beträge haben höchstens 14 Stellen, andere gehen bis ±10¹⁵',
  'ragged-row': 'Sie hat mehr oder weniger Spalten als die Kopfzeile',
  'record-too-large': 'Sie ist größer als 1 MiB',
  'text-after-quote': 'Zwischen einem schließenden Anführungszeichen und dem nächsten Trennzeichen steht noch etwas',
  'time-in-future': 'Das liegt mehr als einen Tag in der Zukunft',
  'time-out-of-range': 'Zeitpunkte liegen zwischen 1970 und 2149',
  'too-deep': 'Sie hat mehr als 32 Ebenen von Objekten und Listen',
  'too-long': 'Das ist zu lang: Namen haben höchstens 200 Zeichen, Kennungen und Namen von Produkten 500',
  'too-many-decimals': 'Ein Betrag hat höchstens 4 Nachkommastellen',
  'unterminated-quote': 'Ein Anführungszeichen wird geöffnet und nicht geschlossen',
  'wrong-encoding': 'Sie enthält Bytes, die in der gewählten Kodierung kein Text sind',
};
