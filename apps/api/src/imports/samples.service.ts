import { Inject, Injectable } from '@nestjs/common';
import { locateFile } from '@cutline/worker/places';
import { sampleFile, UnreadableFile } from '@cutline/worker/sample';
import type { WorkspaceRow } from '../access/caller.ts';
import { Problem } from '../problem-details/problem.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import type { Sample, SampleRequest } from './imports.schemas.ts';
import { ImportsService } from './imports.service.ts';

/** Shows what the first rows of a file would become. */
@Injectable()
export class SamplesService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly imports: ImportsService,
  ) {}

  /** Throws 404, 422 with the reason why the file as a whole cannot be read, 409 where it is no longer there. */
  async take(workspace: WorkspaceRow, id: string, { mapping }: SampleRequest): Promise<Sample> {
    const row = await this.imports.row(workspace, id);
    if (row.status === 'uploading') throw new Problem(409, 'not-there-yet', 'The file has not arrived as a whole yet.');
    const defaults = { timeZone: workspace.timeZone, currency: workspace.currency, now: row.createdAt };
    try {
      const { home, importPlaces: places } = this.settings;
      const { rows, ...sample } = await sampleFile(await locateFile({ home, places }, row), mapping, defaults);
      return { ...sample, rows: rows.map((each) => ({ ...each, event: each.event && { ...each.event } })) };
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      const gone = error.code === 'file-missing' || error.code === 'file-changed';
      throw new Problem(gone ? 409 : 422, error.code, error.message);
    }
  }
}
