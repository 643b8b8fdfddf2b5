/** A part of a shop's time that lies in one calendar month (UTC). */
export interface Month {
  /** As ClickHouse names the partition of its events: YYYYMM. */
  partition: number;
  /** UTC milliseconds, half-open. */
  begin: number;
  end: number;
  /** Day of the part on which a sale is; beyond its end where there is none. */
  sale: number;
  /** The first visit and how many there are. */
  visit: number;
  visits: number;
}

/** How many times as many visits a day has at the end as at the start. */
const growth = 3;
const saleDay = 19;
const noSale = 1_000;

/** The months that a stretch of time touches, with their shares of all visits, which grow from day to day. */
export function* monthsBetween(start: number, end: number, visits: number): Generator<Month> {
  // The part of all visits before an instant: the integral of a density that rises in a straight line.
  const before = (at: number): number => {
    const x = (at - start) / (end - start);
    return Math.round((visits * (x + ((growth - 1) * x * x) / 2)) / ((growth + 1) / 2));
  };
  for (let begin = start; begin < end;) {
    const date = new Date(begin);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const next = Math.min(end, Date.UTC(year, month + 1));
    yield {
      partition: year * 100 + month + 1,
      begin,
      end: next,
      sale: month % 2 === 1 ? saleDay : noSale,
      visit: before(begin),
      visits: before(next) - before(begin),
    };
    begin = next;
  }
}
