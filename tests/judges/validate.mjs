// Holds values against the schemas of an OpenAPI document, by ajv.
//
// The first line is `{"document": …}`. Each further one is `{"pointer": "/paths/…/schema", "direction": "received",
// "value": …}` and is answered by `{"valid": true}` or `{"valid": false, "errors": […]}`, in the same order.
// `"unusable"` in an answer means that the schema itself is what is wrong.

import readline from "node:readline";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const MOST_ERRORS = 5;
const DEEPEST = 16;
// Keywords whose values are maps from names to schemas.
const NAMED = new Set(["properties", "patternProperties", "schemas", "$defs", "definitions"]);
// What says nothing of validity, and may hold anything.
const IDLE = new Set(["example", "examples", "default", "externalDocs", "xml", "$id"]);

class Judge {
  constructor(document, direction) {
    this.document = document;
    this.other = direction === "received" ? "writeOnly" : "readOnly";
    this.isOld = String(document.openapi ?? "3.0").startsWith("3.0");
    this.validators = new Map();
    this.ajv = new Ajv2020({
      strict: false,
      allErrors: false,
      logger: false,
      validateSchema: false,
      unicodeRegExp: false,
      multipleOfPrecision: 9,
    });
    addFormats(this.ajv);
    this.ajv.addSchema(this.converted(document), "document");
  }

  judge(pointer, value) {
    let validate;
    try {
      validate = this.validator(pointer);
    } catch (error) {
      return { valid: false, unusable: true, errors: [String(error.message ?? error)] };
    }
    if (validate(value)) return { valid: true };
    const errors = validate.errors.slice(0, MOST_ERRORS);
    return { valid: false, errors: errors.map((one) => `${one.instancePath || "it"} ${one.message}`) };
  }

  validator(pointer) {
    if (!this.validators.has(pointer)) {
      const escaped = pointer.split("/").map(encodeURIComponent).join("/");
      this.validators.set(pointer, this.ajv.compile({ $ref: `document#${escaped}` }));
    }
    return this.validators.get(pointer);
  }

  converted(node) {
    if (Array.isArray(node)) return node.map((item) => this.converted(item));
    if (node === null || typeof node !== "object") return node;
    if (typeof node.$ref === "string") {
      // In 3.0 what stands beside a reference counts for nothing.
      const siblings = this.isOld ? {} : this.members(node);
      return { ...siblings, $ref: encodedReference(node.$ref) };
    }
    let schema = this.members(node);
    this.withoutOtherDirection(node, schema);
    exclusive(schema, "exclusiveMinimum", "minimum");
    exclusive(schema, "exclusiveMaximum", "maximum");
    this.toldApart(node, schema);
    return node.nullable === true ? nullable(schema) : schema;
  }

  members(node) {
    const entries = Object.entries(node).filter(([key]) => !IDLE.has(key));
    return Object.fromEntries(entries.map(([key, value]) => [key, this.member(key, value)]));
  }

  member(key, value) {
    if (key === "enum" || key === "const" || key === "required") return value;
    const isNamed = NAMED.has(key) && value !== null && typeof value === "object" && !Array.isArray(value);
    if (!isNamed) return this.converted(value);
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, this.converted(schema)]));
  }

  // What only travels the other way is not asked for.
  withoutOtherDirection(node, schema) {
    if (!Array.isArray(node.required)) return;
    const properties = node.properties ?? {};
    schema.required = node.required.filter((name) => this.resolved(properties[name])[this.other] !== true);
  }

  // Alternatives may look alike where a member says which of them it is. Without a mapping they say so themselves.
  toldApart(node, schema) {
    const member = node.discriminator?.propertyName;
    if (typeof member !== "string" || !Array.isArray(schema.oneOf)) return;
    const mapping = Object.entries(node.discriminator.mapping ?? {});
    const tags = (reference) =>
      mapping.filter(([, to]) => to === reference || reference.endsWith(`/${to}`)).map(([tag]) => tag);
    const anyOf = schema.oneOf.map((part, index) => {
      const known = tags(node.oneOf[index].$ref ?? "");
      if (known.length === 0) return part;
      return { allOf: [part, { properties: { [member]: { enum: known } }, required: [member] }] };
    });
    delete schema.oneOf;
    schema.allOf = [...(schema.allOf ?? []), { anyOf }];
  }

  resolved(schema) {
    for (let depth = 0; depth < DEEPEST && typeof schema?.$ref === "string"; depth++) {
      const parts = schema.$ref.replace(/^#\/?/, "").split("/");
      const names = parts.map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"));
      schema = names.reduce((node, name) => node?.[name], this.document);
    }
    return schema ?? {};
  }
}

// What 3.0 has a word of its own for. It is read as the vendors mean it, also where no type stands beside it.
// Where it can, it stays in its place: pointers lead below it.
function nullable(schema) {
  const { nullable: _, ...rest } = schema;
  const isComposed = ["allOf", "oneOf", "anyOf", "$ref"].some((keyword) => keyword in rest);
  if (typeof rest.type !== "string" || isComposed) return { anyOf: [{ type: "null" }, rest] };
  const known = Array.isArray(rest.enum) ? { enum: [...rest.enum, null] } : {};
  return { ...rest, type: [rest.type, "null"], ...known };
}

function exclusive(schema, keyword, bound) {
  if (schema[keyword] === true && typeof schema[bound] === "number") {
    schema[keyword] = schema[bound];
    delete schema[bound];
  } else if (typeof schema[keyword] === "boolean") {
    delete schema[keyword];
  }
}

function encodedReference(reference) {
  if (!reference.startsWith("#")) return reference;
  const parts = reference.slice(1).split("/");
  return `#${parts.map((part) => encodeURIComponent(decodeURIComponent(part))).join("/")}`;
}

let document;
const judges = new Map();
for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const asked = JSON.parse(line);
  if (document === undefined) {
    document = asked.document;
    continue;
  }
  const { pointer, direction, value } = asked;
  if (!judges.has(direction)) judges.set(direction, new Judge(document, direction));
  process.stdout.write(`${JSON.stringify(judges.get(direction).judge(pointer, value))}\n`);
}
