/** What the trial needs of an OpenAPI 3.1 document; schemas are read as they come. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  example?: unknown;
  default?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  minLength?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

export interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
}

export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

/** One route and method, as a thing to try. */
export interface Route {
  method: string;
  path: string;
  /** Path parameters, the business left out. */
  params: string[];
  operation: Operation;
}

/** Every route and method of a document. */
export function routesOf(document: Document): Route[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      params: [...path.matchAll(/\{(\w+)\}/g)]
        .map((match) => match[1] ?? '')
        .filter((name) => name !== 'business'),
      operation,
    })),
  );
}

/** Chooses an identifier for a field that holds one, by the field's name. */
export type IdFor = (name: string) => string;

/** A request of a route: its path with query, and its body as text. */
export interface Sample {
  path: string;
  body: string | undefined;
  contentType: string | undefined;
}

/**
 * A request that the route's own schemas accept, with identifiers of somebody's choice in every
 * place for one. `full` fills in what may be left out as well.
 */
export function sampleRequest(
  document: Document,
  route: Route,
  business: string,
  params: readonly string[],
  idFor: IdFor,
  full: boolean,
): Sample {
  const make = new Maker(document, idFor, full);
  const values = [...params];
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(name === 'business' ? business : (values.shift() ?? '')),
  );
  const query = new URLSearchParams();
  for (const parameter of route.operation.parameters ?? []) {
    if (parameter.in !== 'query' || ['cursor', 'limit'].includes(parameter.name)) continue;
    if (!full && !parameter.required) continue;
    query.set(parameter.name, String(make.value(parameter.schema, parameter.name)));
  }
  const text = query.toString();
  const content = route.operation.requestBody?.content;
  const [contentType] = content ? Object.keys(content) : [];
  const json = contentType === 'application/json';
  const schema = contentType === undefined ? undefined : content?.[contentType]?.schema;
  const body = json ? JSON.stringify(make.value(schema ?? {}, '')) : CSV;
  return {
    path: text === '' ? path : `${path}?${text}`,
    body: contentType === undefined ? undefined : body,
    contentType,
  };
}

const CSV = 'Customer,Email,Invoice Number,Invoice Date,Due Date,Amount,Currency\n';

/** Texts of which one fits most patterns. */
const TEXTS = [
  'some words',
  '1.00',
  '42',
  'GBP',
  'GB',
  'en',
  'a',
  '#21584A',
  'Europe/London',
  'somebody@else.example',
  '2026-03-10',
];

class Maker {
  readonly #document: Document;
  readonly #idFor: IdFor;
  readonly #full: boolean;

  constructor(document: Document, idFor: IdFor, full: boolean) {
    this.#document = document;
    this.#idFor = idFor;
    this.#full = full;
  }

  value(given: Schema, name: string): unknown {
    const schema = this.#resolve(given);
    const choice = schema.anyOf ?? schema.oneOf;
    if (choice) return this.value(choice.find((one) => one.type !== 'null') ?? {}, name);
    if (schema.allOf) {
      return Object.assign({}, ...schema.allOf.map((one) => this.value(one, name)));
    }
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum.find((one) => one !== null);
    const type = Array.isArray(schema.type) ? schema.type.find((t) => t !== 'null') : schema.type;
    switch (type) {
      case 'object':
        return this.#object(schema);
      case 'array':
        return [this.value(schema.items ?? {}, name.replace(/s$/, ''))];
      case 'integer':
      case 'number':
        return schema.default ?? Math.max(1, schema.minimum ?? 1);
      case 'boolean':
        return schema.default ?? true;
      default:
        return this.#text(schema, name);
    }
  }

  #object(schema: Schema): Record<string, unknown> {
    const required = new Set(schema.required ?? []);
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name]) => this.#full || required.has(name))
        .map(([name, property]) => [name, this.value(property, name)]),
    );
  }

  #text(schema: Schema, name: string): string {
    if (schema.format === 'date') return '2026-03-10';
    if (schema.format === 'email') return 'somebody@else.example';
    if (isIdentifier(schema, name)) return this.#idFor(name);
    const { pattern, minLength = 0 } = schema;
    const fits = (text: string) =>
      text.length >= minLength && new RegExp(pattern ?? '', 'u').test(text);
    return TEXTS.find(fits) ?? 'some words that are long enough for most';
  }

  #resolve(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1);
    return name === undefined ? schema : (this.#document.components?.schemas?.[name] ?? {});
  }
}

/** Whether a field holds an identifier: a number as text, or the number of an invoice. */
function isIdentifier(schema: Schema, name: string): boolean {
  const number = schema.example === '42' || schema.pattern === '^[1-9]\\d{0,17}$';
  return number || /^(invoice|customer)$/.test(name) || /Id$/.test(name);
}
