import { Random } from './random.ts';

export interface CatalogueProduct {
  id: string;
  name: string;
  category: string;
  /** Cents. */
  price: number;
}

interface Range {
  category: string;
  /** Cents, of the cheapest and the dearest. */
  from: number;
  to: number;
  nouns: [string, string, string, string, string];
}

const ranges: Range[] = [
  {
    category: 'Kitchen',
    from: 790,
    to: 8_900,
    nouns: ['Saucepan', 'Chef’s knife', 'Mixing bowl', 'Cutting board', 'Kettle'],
  },
  {
    category: 'Tableware',
    from: 490,
    to: 4_900,
    nouns: ['Dinner plate', 'Mug', 'Carafe', 'Cereal bowl', 'Wine glass'],
  },
  {
    category: 'Bedding',
    from: 1_990,
    to: 15_900,
    nouns: ['Duvet cover', 'Pillow', 'Fitted sheet', 'Blanket', 'Mattress topper'],
  },
  { category: 'Bath', from: 690, to: 5_900, nouns: ['Bath towel', 'Bath mat', 'Soap dish', 'Robe', 'Laundry basket'] },
  {
    category: 'Lighting',
    from: 1_490,
    to: 18_900,
    nouns: ['Table lamp', 'Pendant', 'Floor lamp', 'Night light', 'Lampshade'],
  },
  { category: 'Furniture', from: 3_900, to: 49_900, nouns: ['Side table', 'Bookcase', 'Stool', 'Desk', 'Armchair'] },
  {
    category: 'Garden',
    from: 590,
    to: 12_900,
    nouns: ['Planter', 'Watering can', 'Hand trowel', 'Deck chair', 'Bird feeder'],
  },
  {
    category: 'Storage',
    from: 490,
    to: 6_900,
    nouns: ['Basket', 'Wall hook', 'Storage box', 'Shoe rack', 'Hanger set'],
  },
  { category: 'Textiles', from: 990, to: 24_900, nouns: ['Cushion', 'Rug', 'Curtain', 'Tablecloth', 'Throw'] },
  {
    category: 'Stationery',
    from: 290,
    to: 3_900,
    nouns: ['Notebook', 'Fountain pen', 'Desk tray', 'Calendar', 'Pencil case'],
  },
  {
    category: 'Children',
    from: 590,
    to: 7_900,
    nouns: ['Wooden train', 'Soft bear', 'Puzzle', 'Night lamp', 'Play mat'],
  },
  {
    category: 'Pantry',
    from: 390,
    to: 2_900,
    nouns: ['Olive oil', 'Coffee beans', 'Herbal tea', 'Honey', 'Chocolate'],
  },
];

const makes = ['Nordlys', 'Alder', 'Linden', 'Marina', 'Terra'];

/** The shop's 300 products, 25 in each of 12 categories. */
export function catalogue(seed: number): CatalogueProduct[] {
  const random = new Random(seed, 0);
  return ranges.flatMap(({ category, from, to, nouns }, rangeIndex) =>
    makes.flatMap((make, makeIndex) =>
      nouns.map((noun, nounIndex) => {
        // Most things cost little: the square leans towards the cheap end. Prices end in 90 cents.
        const price = from + (to - from) * random.share() ** 2;
        return {
          id: `P${1000 + rangeIndex * 25 + makeIndex * 5 + nounIndex}`,
          name: `${make} ${noun.charAt(0).toLowerCase()}${noun.slice(1)}`,
          category,
          price: Math.max(190, Math.round(price / 100) * 100 - 10),
        };
      }),
    ),
  );
}

/** Products of a category, in the catalogue's order. */
export function productsOf(all: CatalogueProduct[], categoryIndex: number): CatalogueProduct[] {
  return all.slice(categoryIndex * 25, categoryIndex * 25 + 25);
}

export const categoryCount = ranges.length;

/** Name of a category by its index. */
export function categoryName(index: number): string {
  return ranges[index]!.category;
}
