import type { ProductLine } from '@cutline/clickhouse';
import type { IncomingEvent } from '../ingestion/incoming.ts';
import { productsOf, type CatalogueProduct } from './catalogue.ts';
import type { Random } from './random.ts';
import type { Shopper } from './shopper.ts';

/** An event before it has its message id. */
export type ShopEvent = Omit<IncomingEvent, 'messageId'>;

export interface Visit {
  shopper: Shopper;
  /** UTC milliseconds. */
  start: number;
  products: CatalogueProduct[];
  random: Random;
}

const devices = ['mobile', 'desktop', 'tablet'];
const site = 'https://shop.example.com';

/** Somebody looks around, and may leave something in the cart. */
export function browse(visit: Visit): ShopEvent[] {
  const { random } = visit;
  const write = writer(visit);
  write.page(random.chance(0.5) ? '/' : '/new');
  for (let seen = 1 + random.poisson(1.6); seen > 0; seen -= 1) {
    const product = choose(visit);
    if (random.chance(0.35)) write.page(`/${slug(product.category)}`);
    write.product('product.view', product);
    if (random.chance(0.12)) write.product('product.addToCart', product);
  }
  return write.events;
}

/** Somebody orders: in a store only the receipt is seen, on the site also the way to it. */
export function order(visit: Visit, orderId: string): ShopEvent[] {
  const { random, shopper } = visit;
  const write = writer(visit);
  const lines = new Map<CatalogueProduct, number>();
  for (let wanted = 1 + random.poisson(0.9); wanted > 0; wanted -= 1) {
    lines.set(choose(visit), random.chance(0.85) ? 1 : random.between(2, 4));
  }
  if (random.chance(shopper.inStores)) {
    write.charge(lines, orderId, 'Retail');
    return write.events;
  }
  write.page('/');
  for (const product of lines.keys()) {
    if (random.chance(0.4)) write.page(`/${slug(product.category)}`);
    if (random.chance(0.5)) write.product('product.view', choose(visit));
    write.product('product.view', product);
    write.product('product.addToCart', product);
  }
  write.page('/checkout');
  write.charge(lines, orderId, 'E-commerce');
  return write.events;
}

/** Mostly from the shopper's favourite categories, and there mostly what everyone likes. */
function choose({ random, shopper, products }: Visit): CatalogueProduct {
  if (random.chance(0.3)) return random.pick(products);
  const range = productsOf(products, random.pick(shopper.favourites));
  return range[Math.floor(range.length * random.share() ** 2)]!;
}

function writer({ shopper, start, random }: Visit) {
  const events: ShopEvent[] = [];
  const device = devices[random.weighted([58, 36, 6])]!;
  let time = start;
  const write = (event: Pick<ShopEvent, 'action' | 'products' | 'parameters'> & Partial<ShopEvent>): void => {
    events.push({
      time: new Date(time).toISOString(),
      identifiers: shopper.identifiers,
      revenue: null,
      currency: '',
      orderId: '',
      ...event,
    });
    time += random.between(8_000, 110_000);
  };
  return {
    events,
    page(path: string): void {
      write({
        action: 'page.visit',
        products: [],
        parameters: { pageUrl: `${site}${path}`, device, storeCategory: 'E-commerce' },
      });
    },
    product(action: 'product.view' | 'product.addToCart', product: CatalogueProduct): void {
      const pageUrl = `${site}/${slug(product.category)}/${product.id.toLowerCase()}`;
      write({ action, products: [line(product, 1)], parameters: { pageUrl, device, storeCategory: 'E-commerce' } });
    },
    charge(lines: Map<CatalogueProduct, number>, orderId: string, storeCategory: 'E-commerce' | 'Retail'): void {
      let cents = 0;
      for (const [product, quantity] of lines) cents += product.price * quantity;
      write({
        action: 'transaction.charge',
        revenue: amount(cents),
        currency: 'EUR',
        orderId,
        products: [...lines].map(([product, quantity]) => line(product, quantity)),
        parameters:
          storeCategory === 'Retail' ? { storeCategory } : { storeCategory, pageUrl: `${site}/checkout`, device },
      });
    },
  };
}

function line(product: CatalogueProduct, quantity: number): ProductLine {
  return {
    product_id: product.id,
    name: product.name,
    category: product.category,
    price: amount(product.price),
    quantity,
  };
}

function amount(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

function slug(category: string): string {
  return category.toLowerCase();
}
