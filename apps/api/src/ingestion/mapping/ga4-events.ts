import type { EventRule } from './source-mapping.ts';

/** The recommended events of Google Analytics 4 that a shop sends. */
export const ga4Events: EventRule[] = [
  { from: 'search', to: 'product.search' },
  { from: 'view_item_list', to: 'list.view' },
  { from: 'select_item', to: 'product.click' },
  { from: 'view_item', to: 'product.view' },
  { from: 'view_promotion', to: 'promotion.view' },
  { from: 'select_promotion', to: 'promotion.click' },
  { from: 'add_to_wishlist', to: 'product.addToWishlist' },
  { from: 'add_to_cart', to: 'product.addToCart' },
  { from: 'remove_from_cart', to: 'product.removeFromCart' },
  { from: 'view_cart', to: 'cart.view' },
  { from: 'begin_checkout', to: 'checkout.start' },
  { from: 'add_shipping_info', to: 'checkout.enterShipping' },
  { from: 'add_payment_info', to: 'checkout.enterPayment' },
  { from: 'purchase', to: 'transaction.charge', revenue: ['value', 'revenue'] },
  { from: 'refund', to: 'transaction.refund', revenue: ['value', 'revenue'] },
  { from: 'page_view', to: 'page.visit' },
  { from: 'screen_view', to: 'screen.visit' },
  { from: 'sign_up', to: 'account.signUp' },
  { from: 'login', to: 'account.signIn' },
  { from: 'generate_lead', to: 'lead.generate' },
];
