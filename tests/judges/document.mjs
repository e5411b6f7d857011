// A document as validators of others can take it: the same rules, without what trips them.
//
// What is left out of the rules on the way is listed, so that nothing goes unjudged in silence.

const UNIONS = ["allOf", "anyOf", "oneOf"];
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
// Words of annotation. Validators compile examples, trip over keywords that they do not know, and write a default into what
// they judge.
const ANNOTATIONS = ["default", "example", "examples", "externalDocs", "xml", "title", "description", "x-", "id"];
const MAPS = ["properties", "patternProperties", "definitions"];
const SINGLE = ["items", "not", "additionalProperties"];
// An alternative that only null is.
const NULL = { type: "string", nullable: true, enum: [null] };
const DEEPEST = 12;

export const isByPassword = ({ type, scheme }) => type === "http" && /^basic$/i.test(scheme);

export function prepare(original) {
  const work = new Work(original);
  return { document: work.whole(), unjudged: [...work.unjudged].sort() };
}

class Work {
  constructor(original) {
    this.original = original;
    this.schemes = original.components?.securitySchemes ?? {};
    this.unjudged = new Set();
  }

  whole() {
    const { openapi, info, paths, components = {}, security } = this.original;
    const schemas = mapped(components.schemas, (schema, name) => this.schema(schema, `#/components/schemas/${name}`));
    return {
      openapi,
      info: { title: info?.title ?? "", version: info?.version ?? "" },
      // Judges stand at the root of an address of their own.
      servers: [{ url: "/" }],
      paths: mapped(paths, (item, path) => this.item(item, path)),
      components: { schemas, securitySchemes: this.schemes },
      ...(security ? { security: this.security(security) } : {}),
    };
  }

  // A requirement by a scheme that the document does not define cannot be judged, nor one by a user and a password, which
  // no client of these has.
  security(alternatives) {
    const known = (one) => Object.keys(one).every((name) => name in this.schemes && !isByPassword(this.schemes[name]));
    alternatives.filter((one) => !known(one)).forEach((one) => this.unjudged.add(`security by ${Object.keys(one)}`));
    return alternatives.filter(known);
  }

  item(item, path) {
    const { parameters = [] } = item;
    const methods = METHODS.filter((method) => item[method]);
    const operations = methods.map((method) => [method, this.operation(item[method], `${method} ${path}`)]);
    return { parameters: this.parameters(parameters, path), ...Object.fromEntries(operations) };
  }

  operation(operation, at) {
    const { parameters = [], requestBody, responses = {}, security, operationId } = operation;
    return {
      ...(operationId ? { operationId } : {}),
      parameters: this.parameters(parameters, at),
      ...(requestBody ? { requestBody: this.body(requestBody, at) } : {}),
      responses: mapped(responses, (answer) => this.answer(answer, at)),
      ...(security ? { security: this.security(security) } : {}),
    };
  }

  // OpenAPI 3.0 says that definitions of these headers are ignored.
  parameters(nodes, at) {
    const isIgnored = ({ in: place, name }) => place === "header" && /^(accept|content-type|authorization)$/i.test(name);
    return nodes.filter((node) => !isIgnored(this.target(node))).map((node) => this.parameter(node, at));
  }

  parameter(node, at) {
    const { name, in: place, required, style, explode, allowReserved, allowEmptyValue, schema, content } =
      this.target(node);
    const kept = { name, in: place, required, style, explode, allowReserved, ...this.emptiness(place, allowEmptyValue) };
    const where = `${at} ${place} ${name}`;
    const value = content ? { content: this.content(content, where) } : { schema: this.schema(schema ?? {}, where) };
    return { ...defined(kept), ...value };
  }

  // One validator takes an absent `allowEmptyValue` for a ban on empty texts, whatever the schema says of their length.
  // OpenAPI 3.0.4 has it that the word is about parameters without a value; the schema is what judges here.
  emptiness(place, allowEmptyValue) {
    if (place !== "query") return {};
    if (allowEmptyValue) return { allowEmptyValue };
    this.unjudged.add("empty values of query parameters by `allowEmptyValue`, instead of by their schemas");
    return { allowEmptyValue: true };
  }

  body(node, at) {
    const { required, content } = this.target(node);
    return { ...defined({ required }), content: this.content(content ?? {}, `${at} body`) };
  }

  // What an answer may be matters for `Accept` alone.
  answer(node) {
    const { content } = this.target(node);
    return { description: "", ...(content ? { content: mapped(content, () => ({})) } : {}) };
  }

  content(content, at) {
    return mapped(content, ({ schema, encoding }, type) => {
      // The validator reads no XML: to it, an object in it is a text.
      if (/[/+]xml\b/.test(type)) {
        this.unjudged.add("bodies in XML");
        return {};
      }
      return { schema: this.schema(schema ?? {}, at), ...defined({ encoding }) };
    });
  }

  schema(node, at, depth = 0) {
    if (node === null || typeof node !== "object") return node;
    if (node.$ref) return this.reference(node.$ref, at, depth);
    const made = {};
    for (const [key, value] of Object.entries(node)) {
      const place = `${at}/${key}`;
      if (ANNOTATIONS.some((word) => key === word || (word === "x-" && key.startsWith(word)))) continue;
      if (MAPS.includes(key)) made[key] = mapped(value, (one, name) => this.schema(one, `${place}/${name}`, depth));
      else if (SINGLE.includes(key)) made[key] = this.schema(value, place, depth);
      else if (UNIONS.includes(key)) made[key] = value.map((one, nth) => this.schema(one, `${place}/${nth}`, depth));
      else if (key === "discriminator") this.discriminator(made, value, node);
      else if (key !== "pattern" || this.isPattern(value, at)) made[key] = value;
    }
    return withNull(made);
  }

  reference(reference, at, depth) {
    if (/^#\/components\/schemas\/[^/]+$/.test(reference)) return { $ref: reference };
    // Into the middle of something: validators follow names of components alone.
    if (depth >= DEEPEST) {
      this.unjudged.add(`${reference} below itself`);
      return {};
    }
    return this.schema(this.at(reference) ?? {}, at, depth + 1);
  }

  // A mapping may name what is not there; without one and without alternatives a discriminator says nothing to check.
  discriminator(made, { propertyName, mapping }, node) {
    if (!node.oneOf && !node.anyOf) return;
    const is = ([, target]) => this.at(target.startsWith("#") ? target : `#/components/schemas/${target}`);
    const known = Object.entries(mapping ?? {}).filter(is);
    if (known.length > 0) made.discriminator = { propertyName, mapping: Object.fromEntries(known) };
  }

  isPattern(pattern, at) {
    try {
      new RegExp(pattern, "u");
      return true;
    } catch {
      this.unjudged.add(`the pattern ${pattern} at ${at}, which is no regular expression of ECMA-262`);
      return false;
    }
  }

  target(node) {
    let found = node;
    for (let steps = 0; found?.$ref && steps < DEEPEST; steps += 1) found = this.at(found.$ref);
    return found ?? {};
  }

  at(reference) {
    const steps = reference.replace(/^#\/?/, "").split("/").map((step) => decodeURIComponent(step));
    return steps.reduce((node, step) => node?.[step.replaceAll("~1", "/").replaceAll("~0", "~")], this.original);
  }
}

// `nullable` counts beside a `type` alone for validators, and an `enum` has to name null.
function withNull(schema) {
  const { nullable, ...rest } = schema;
  if (nullable !== true) return rest;
  const values = rest.enum && !rest.enum.includes(null) ? { enum: [...rest.enum, null] } : {};
  if (rest.type) return { ...rest, ...values, nullable };
  if (UNIONS.some((word) => rest[word]) || rest.properties) return { anyOf: [rest, NULL] };
  return { ...rest, ...values };
}

function mapped(object, change) {
  return Object.fromEntries(Object.entries(object ?? {}).map(([key, value]) => [key, change(value, key)]));
}

function defined(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
