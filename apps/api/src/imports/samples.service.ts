import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
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
    const defaults = { timeZone: workspace.timeZone, currency: workspace.currency, now: row.createdAt };
    try {
      const { rows, ...sample } = await sampleFile(join(this.settings.home, 'uploads', row.id), mapping, defaults);
      return { ...sample, rows: rows.map((each) => ({ ...each, event: each.event && { ...each.event } })) };
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      throw new Problem(error.code === 'file-missing' ? 409 : 422, error.code, error.message);
    }
  }
}
