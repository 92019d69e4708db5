export * from './likeness.ts';
