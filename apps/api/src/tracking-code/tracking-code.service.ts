import { Injectable } from '@nestjs/common';
import type { SendingSource } from '../access/caller.ts';
import { Problem } from '../problem-details/problem.ts';
import { trackingOf } from '../sources/tracking-settings.ts';
import { encodeScript, type EncodedScript } from './encode-script.ts';
import { readTrackingCode } from './read-code.ts';

/** Scripts that are remembered at most: one for each write key and setting that is in use. */
const mostRemembered = 1_000;

/** Gives each source the script for its pages: the code, which is the same for all, around what the source says of itself. */
@Injectable()
export class TrackingCodeService {
  readonly #remembered = new Map<string, Promise<EncodedScript>>();
  #code: Promise<string | null> | undefined;

  async scriptOf(source: SendingSource, writeKey: string): Promise<EncodedScript> {
    const code = await (this.#code ??= readTrackingCode());
    if (code === null) {
      this.#code = undefined;
      throw new Problem(503, 'not-built', 'The tracking code of this installation has not been built.');
    }
    const settings = JSON.stringify({ ...trackingOf(source.tracking), writeKey }).replaceAll('<', '\\u003c');
    const remembered = this.#remembered.get(settings);
    if (remembered) return remembered;
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
    const made = encodeScript(`(function(cutlineSource){${code}})(${settings});\n`);
    this.#remembered.set(settings, made);
    return made;
  }
}
