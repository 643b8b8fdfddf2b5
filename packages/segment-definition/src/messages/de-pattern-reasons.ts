/** What RE2 says of patterns that are none, in German. */
export const dePatternReasons: Readonly<Record<string, string>> = {
  'duplicate capture group name': 'der Name der Gruppe kommt schon vor',
  'invalid capture in lookbehind': 'eine Gruppe steht, wo keine stehen darf',
  'invalid character class range': 'der Bereich in eckigen Klammern ist ungültig',
  'invalid escape sequence': 'nach dem Backslash steht etwas Unbekanntes',
  'invalid named capture': 'der Name einer Gruppe ist ungültig',
  'invalid or unsupported Perl syntax': 'diese Schreibweise von Perl gibt es nicht oder sie wird nicht unterstützt',
  'invalid nested repetition operator': 'zwei Wiederholungen folgen unmittelbar aufeinander',
  'invalid repeat count': 'die Anzahl der Wiederholungen ist ungültig',
  'expression too large': 'der Ausdruck ist zu groß',
  'missing closing ]': 'die schließende Klammer `]` fehlt',
  'missing closing )': 'die schließende Klammer `)` fehlt',
  'missing argument to repetition operator': 'vor der Wiederholung steht nichts, was wiederholt werden kann',
  'expression nests too deeply': 'der Ausdruck ist zu tief verschachtelt',
  'trailing backslash at end of expression': 'am Ende steht ein einzelner Backslash',
  'unexpected )': 'eine Klammer `)` wird geschlossen, aber nicht geöffnet',
};
