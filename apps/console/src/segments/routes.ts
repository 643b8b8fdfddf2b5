import type { RouteRecordRaw } from 'vue-router';

export const segmentRoutes: RouteRecordRaw[] = [
  { path: 'segments', name: 'segments', component: () => import('./SegmentsPage.vue') },
  { path: 'segments/new', name: 'segment-new', component: () => import('./SegmentBuilderPage.vue') },
  { path: 'segments/:id', name: 'segment', component: () => import('./SegmentPage.vue') },
  { path: 'segments/:id/edit', name: 'segment-edit', component: () => import('./SegmentBuilderPage.vue') },
];
