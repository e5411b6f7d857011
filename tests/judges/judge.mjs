// judge.mjs DOCUMENT UPSTREAM: a server on a free port of loopback that says of each request whether it is valid.
//
// express-openapi-validator judges first, then checks that it does not make, then Prism at UPSTREAM, whose answer the
// caller gets. Each verdict is a line of JSON on stdout, in the order of the answers; the first line has the port.

import { readFileSync } from "node:fs";
import http from "node:http";
import { Readable } from "node:stream";
import express from "express";
import OpenApiValidator from "express-openapi-validator";
import qs from "qs";
import { isByPassword, prepare } from "./document.mjs";

const MARK = "x-prove";
const PRISM = "https://stoplight.io/prism/errors#";
const [, , file, upstream] = process.argv;
const { document, unjudged } = prepare(JSON.parse(readFileSync(file, "utf8")));

const hasPasswords = Object.values(document.components.securitySchemes).some(isByPassword);

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

// Bodies as validators want them, and the bytes for who comes next.
function readBody(request, response, next) {
  const type = (request.headers["content-type"] ?? "").split(";")[0].trim().toLowerCase();
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("error", next);
  request.on("end", () => {
    request.bytes = Buffer.concat(chunks);
    if (request.bytes.length === 0) return next();
    if (type === "multipart/form-data") {
      // The validator takes the parts from the stream, which has ended.
      request.pipe = (target) => Readable.from([request.bytes]).pipe(target);
      return next();
    }
    try {
      request.body = parsed(type, request.bytes);
    } catch (error) {
      return next(Object.assign(error, { status: 400 }));
    }
    next();
  });
}

function parsed(type, bytes) {
  if (/[/+]json$/.test(type)) return JSON.parse(bytes.toString());
  if (type === "application/x-www-form-urlencoded") {
    const pairs = [...new URLSearchParams(bytes.toString())];
    const keys = new Set(pairs.map(([key]) => key));
    const values = (key) => pairs.filter(([other]) => other === key).map(([, value]) => value);
    return Object.fromEntries([...keys].map((key) => [key, values(key).length > 1 ? values(key) : values(key)[0]]));
  }
  if (type.startsWith("text/") || /[/+]xml$/.test(type)) return bytes.toString();
  return bytes;
}

// What no tool asks: a key twice for a list that has one, a body where there is none, an `Accept` that nothing answers.
function further(request) {
  const { item, operation } = found(request);
  if (!operation) return [];
  const faults = [];
  const query = request.originalUrl.split("?")[1] ?? "";
  const keys = query.split("&").map((pair) => decodeURIComponent(pair.split("=")[0].replaceAll("+", " ")));
  for (const { name, in: place, explode, style, schema } of [...item.parameters, ...operation.parameters]) {
    const isJoined = explode === false || (style !== undefined && style !== "form" && style !== "deepObject" && explode !== true);
    const isOne = isJoined || ["string", "integer", "number", "boolean"].includes(schema?.type);
    if (place === "query" && isOne && keys.filter((key) => key === name).length > 1) {
      faults.push(`the query parameter ${name} has one value, and its key is repeated`);
    }
  }
  if (!operation.requestBody && request.bytes?.length > 0) faults.push("a body, and the operation has none");
  const types = Object.values(operation.responses).flatMap(({ content }) => Object.keys(content ?? {})).map(bare);
  const accepted = (request.headers.accept ?? "*/*").split(",").map(bare);
  if (types.length > 0 && !accepted.some((one) => types.some((type) => takes(one, type)))) {
    faults.push(`nothing that answers is accepted: ${request.headers.accept}`);
  }
  return faults;
}

function found(request) {
  const item = document.paths[request.openapi?.openApiRoute] ?? {};
  return { item, operation: item[request.method.toLowerCase()] };
}

const bare = (type) => type.split(";")[0].trim().toLowerCase();
const takes = (range, type) =>
  range === "*/*" || range === type || (range.endsWith("/*") && type.startsWith(range.slice(0, -1)));

function seen(request) {
  const { accept, "content-type": type, [MARK]: mark } = request.headers;
  const { method, originalUrl: url, bytes } = request;
  return { mark, method, url, accept, type, body: bytes?.length > 0 ? bytes.toString() : undefined };
}

function refuse(request, response, by, status, why) {
  say({ ...seen(request), valid: false, by, why });
  response.status(status).json({ errors: [{ status: String(status), title: "refused", detail: `${by}: ${why}` }] });
}

function forward(request, response) {
  const { host, ...headers } = request.headers;
  // Prism reads the whole document, also of the schemes that are not judged.
  if (hasPasswords && (found(request).operation?.security ?? document.security)?.length === 0) {
    headers.authorization = `Basic ${btoa("user:password")}`;
  }
  const going = http.request(new URL(request.originalUrl, upstream), { method: request.method, headers });
  // As it came: an address that is parsed anew may come to another.
  going.path = request.originalUrl;
  going.on("error", (error) => refuse(request, response, "prism", 502, `no answer: ${error.message}`));
  going.on("response", async (answer) => {
    const chunks = [];
    for await (const chunk of answer) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const faults = violations(answer);
    const why = complaint(answer, body, faults.filter(({ location }) => location[0] === "request"));
    if (why) return refuse(request, response, "prism", answer.statusCode, why);
    // Prism makes answers that its own check finds fault with, of patterns among others.
    const off = faults.filter(({ location }) => location[0] === "response").map(({ message }) => message);
    say({ ...seen(request), valid: true, status: answer.statusCode, off });
    const { "content-length": _, "transfer-encoding": __, connection, ...rest } = answer.headers;
    response.writeHead(answer.statusCode, rest).end(body);
  });
  going.end(request.bytes);
}

function violations(answer) {
  const text = answer.headers["sl-violations"];
  return text ? JSON.parse(text) : [];
}

// Problems of Prism have a type of Prism's.
function complaint(answer, body, violations) {
  if (violations.length > 0) return violations.map(({ location, message }) => `${location.join(".")}: ${message}`).join("; ");
  const said = body.toString();
  return answer.statusCode >= 400 && said.includes(PRISM) ? said : undefined;
}

const app = express();
// The usual parser makes an object of more than 20 repeated keys.
app.set("query parser", (text) => qs.parse(text, { arrayLimit: 100_000, parameterLimit: 100_000 }));
app.get("/__ready", (request, response) => response.json({}));
app.use(readBody);
const handlers = Object.fromEntries(Object.keys(document.components.securitySchemes).map((name) => [name, () => true]));

function validator(coerceTypes) {
  return express.Router().use(
    OpenApiValidator.middleware({
      apiSpec: document,
      validateApiSpec: false,
      validateRequests: { allowUnknownQueryParameters: false, coerceTypes },
      validateResponses: false,
      validateSecurity: Object.keys(handlers).length > 0 ? { handlers } : false,
      validateFormats: true,
    }),
  );
}

// All values of a form are texts, and a list of one looks like its item; those of JSON have types of their own.
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/;
const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
const types = operations.flatMap(({ requestBody }) => Object.keys(requestBody?.content ?? {}));
const strict = validator(false);
const ofForms = types.some((type) => FORM.test(type)) ? validator("array") : strict;
app.use((request, response, next) => {
  const judge = FORM.test(request.headers["content-type"] ?? "") ? ofForms : strict;
  judge(request, response, next);
});
app.use((request, response) => {
  const faults = further(request);
  if (faults.length > 0) return refuse(request, response, "further checks", 400, faults.join("; "));
  forward(request, response);
});
app.use((error, request, response, next) => {
  const why = error.errors?.map(({ path, message }) => `${path} ${message}`).join("; ") ?? error.message;
  refuse(request, response, "express-openapi-validator", error.status ?? 500, why);
});

const server = http.createServer({ maxHeaderSize: 1 << 20 }, app);
server.listen(0, "127.0.0.1", async () => {
  const { port } = server.address();
  // The validators are compiled for the first request, which may take a while.
  await fetch(`http://127.0.0.1:${port}/`, { headers: { [MARK]: "first" } });
  say({ port, unjudged });
});
