import type { Statistic } from '@cutline/segment-definition';
import { compileStatistic } from './compile-metric.ts';

/** Most different values that have a bar each, and most bars of a width. */
const mostBars = 60;

/**
 * One row (see `ValuesPreviewRow`) from an exact histogram (`xs`, `ns`, `cumulative`, `n`). Few different values have a bar
 * each; else bars are 1, 2 or 5 times a power of ten wide and begin at multiples of it, up to the 0.99 quantile, and the
 * last takes the tail.
 */
export function compileBars(histogram: string, statistic: Statistic | null): string {
  const line = statistic ? compileStatistic(statistic) : 'NULL';
  const count = (comparison: string): string =>
    `toString(arraySum((x, p) -> if(ifNull(x ${comparison} line, 0), p, 0), xs, ns))`;
  return `SELECT toString(line) AS value, toString(n) AS profiles,
      ${count('<')} AS below, ${count('=')} AS on, ${count('>')} AS above,
      if(n = 0, NULL, toString(xs[1])) AS least, if(n = 0, NULL, toString(xs[-1])) AS greatest,
      if(n = 0, NULL, toString(toDecimal128(arraySum((x, p) -> toDecimal128(x * p, 4), xs, ns), 8) / n)) AS mean,
      toString(arraySum((x, p) -> if(x = 0, p, 0), xs, ns)) AS zero,
      if(length(xs) <= ${mostBars},
        arrayMap((x, p) -> (toString(x), toString(x), toString(p)), xs, ns),
        arrayMap(i -> (
          toString(toDecimal128((first + i) * width, 4)),
          if(i = last - first, toString(greatest(xs[-1], toDecimal128((last + 1) * width, 4))), toString(toDecimal128((first + i + 1) * width, 4))),
          toString(arraySum((b, p) -> if(least(b, last) = first + i, p, 0), bins, ns))
        ), range(toUInt64(last - first + 1)))
      ) AS bars
    FROM (
      SELECT *, arrayMap(x -> toInt64(floor(x / width)), xs) AS bins, bins[1] AS first, toInt64(floor(top / width)) AS last
      FROM (
        SELECT *, toDecimal128(power * multipleOf, 4) AS width
        FROM (
          SELECT *, greatest(toFloat64(top - xs[1]) / ${mostBars - 2}, 0.0001) AS rough,
            exp10(floor(log10(rough))) AS power,
            multiIf(rough <= power, 1, rough <= 2 * power, 2, rough <= 5 * power, 5, 10) AS multipleOf
          FROM (
            SELECT xs, ns, n, ${line} AS line, xs[arrayFirstIndex(c -> c >= n * 0.99, cumulative)] AS top
            FROM (${histogram})
          )
        )
      )
    )`;
}
