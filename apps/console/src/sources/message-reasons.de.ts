import type { messageReasons as english } from './message-reasons.en.ts';

/** Why a message was refused or left out, and what of it was left aside, in German. */
export const messageReasons: typeof english = {
  'alias-of-itself': 'Das ist schon die eigene Kennung der Person; es gibt nichts zu verbinden.',
  'bad-compression': 'Der Inhalt ist nicht so komprimiert, wie Content-Encoding sagt, oder nicht vollständig.',
  'bad-consent': 'Eine Einwilligung ist true oder false, unter dem Namen eines Kanals.',
  'bad-currency': 'Das ist keine Währung. Erwartet wird ein Code nach ISO 4217, etwa EUR.',
  'bad-email': 'Das ist keine E-Mail-Adresse.',
  'bad-name': 'Das kann kein Name sein: Namen haben 1 bis 200 Zeichen, und keiner enthält „__proto__“.',
  'bad-phone': 'Das ist keine Telefonnummer.',
  'bad-price':
    'Das ist kein Preis. Erwartet wird eine Zahl wie 1234.50 mit höchstens 4 Nachkommastellen. Das Produkt zählt ohne Preis.',
  'bad-quantity': 'Das ist keine Menge. Erwartet wird eine ganze Zahl. Das Produkt zählt ohne Menge.',
  'bad-revenue':
    'Das ist kein Betrag. Erwartet wird eine Zahl wie 1234.50 mit höchstens 4 Nachkommastellen und 14 Stellen davor.',
  'bad-time': 'Das ist kein Zeitpunkt. Erwartet wird ISO 8601, etwa 2026-01-31T13:45:00.000Z.',
  'bad-type': 'Die Art ist keine von track, identify, page, screen, group und alias.',
  'ignored-by-rule': 'Eine Regel lässt Ereignisse mit diesem Namen aus.',
  'ignored-kind': 'Nachrichten dieser Art werden ausgelassen.',
  'ignored-otherwise': 'Für dieses Ereignis gibt es keine Regel, und Ereignisse ohne Regel werden ausgelassen.',
  'message-too-large': 'Eine Nachricht hat höchstens 128 KiB.',
  'missing-event': 'Es fehlt, was geschehen ist: „event“.',
  'missing-identifier':
    'Es fehlt, von wem diese Nachricht ist. Nötig ist userId, anonymousId oder eine E-Mail oder ein Telefon in den traits; Platzhalter wie „null“ oder „guest“ zählen nicht.',
  'missing-previous-id': 'Es fehlt, wer die Person bisher war: „previousId“.',
  'nested-list': 'Listen und Objekte in einer Liste werden beiseitegelassen.',
  'not-a-batch': 'Ein Stapel hat in „batch“ eine Liste von Nachrichten.',
  'not-a-list': 'Erwartet wird eine Liste.',
  'not-a-list-of-texts': 'Eine Liste in den traits enthält Texte. Alles andere wird beiseitegelassen.',
  'not-an-object': 'Erwartet wird ein Objekt.',
  'not-json': 'Der Inhalt ist kein JSON.',
  'not-text': 'Erwartet wird Text.',
  'not-utf-8': 'Der Inhalt ist kein UTF-8.',
  'number-as-text': 'Eine Zahl jenseits von ±10¹⁵ wird als Text gespeichert. Kennungen sendet man am besten als Text.',
  'placeholder-identifier': 'Das nennt niemanden: So schreiben es Programme, wenn es niemanden zu nennen gibt.',
  'said-twice': 'Das steht zweimal da; das Erste gilt.',
  'time-corrected': 'Die Uhr des Absenders geht um eine Minute oder mehr falsch. Der Zeitpunkt wurde berichtigt.',
  'time-in-future': 'Das liegt mehr als einen Tag in der Zukunft.',
  'time-out-of-range': 'Zeitpunkte liegen zwischen 1970 und 2149.',
  'too-deep': 'Sie hat mehr als 32 Ebenen von Objekten und Listen.',
  'too-large': 'Eine Anfrage hat höchstens 4 MiB, unkomprimiert. Senden Sie kleinere Stapel.',
  'too-long':
    'Zu lang: Kennungen haben höchstens 500 Zeichen, Namen von Ereignissen 200, Texte 8.000; Listen haben höchstens 1.000 Einträge.',
  'too-many-members': 'Zu viele: Eine Nachricht hat höchstens 256 Attribute oder Parameter und 1.000 Produkte.',
  unreadable: 'Der Inhalt endete, bevor er vollständig war.',
  'unsound-text': 'Sie enthält Zeichen, die sich nicht speichern lassen.',
  'unsupported-encoding': 'Der Inhalt ist als gzip, deflate oder br komprimiert, oder gar nicht.',
};
